"""`kill -9` of the server while an editor publishes: `python -m lab.kill_during_publish`.

Every time the page must be published and found, or neither; and index and database must agree after the restart.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from lab.sites import copy_of, starter_site
from lab.tables import milliseconds, show, table

KILLS = 20


def main(kills: int = KILLS) -> int:
    """0 when every round ended well."""
    found = copy_of(starter_site(), "killed").measure("kill_rounds", kills)
    rounds = found["rounds"]
    show(
        f"kill -9 during a publish, {kills} times",
        f"Undisturbed, the editor has an answer after {milliseconds(found['answer'])} ms and the page is found after "
        f"{milliseconds(found['found'])} ms.",
        table(HEAD, [_row(one) for one in rounds]),
        summary(rounds),
    )
    return 1 if any(one["problems"] for one in rounds) else 0


HEAD = [
    "killed after, ms",
    "page was",
    "answered",
    "committed",
    "indexed",
    "after restart",
    "caught up in, ms",
    "problems",
]


def _row(one: dict[str, Any]) -> list[str]:
    seen = {(True, True): "published and found", (False, False): "neither"}
    return [
        milliseconds(one["moment"]),
        "live" if one["was_live"] else "draft",
        *("yes" if one[name] else "no" for name in ("answered", "committed", "indexed")),
        seen.get((one["published"], one["found"]), "torn"),
        milliseconds(one["caught_up"]),
        "; ".join(one["problems"]) or "none",
    ]


def summary(rounds: list[dict[str, Any]]) -> str:
    """How the rounds fell, in a few sentences."""
    both = sum(one["published"] and one["found"] for one in rounds)
    neither = sum(not one["published"] and not one["found"] for one in rounds)
    between = sum(one["committed"] and not one["indexed"] for one in rounds)
    wrong = sum(bool(one["problems"]) for one in rounds)
    return (
        f"{both} times published and found, {neither} times neither, {len(rounds) - both - neither} times torn. "
        f"In {between} rounds the server died between the commit and the index. Rounds with a problem: {wrong}."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    sys.exit(main(parser.parse_args().kills))
