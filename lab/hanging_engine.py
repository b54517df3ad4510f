"""Elasticsearch accepts and never answers: `python -m lab.hanging_engine`.

A real server is stopped with SIGSTOP in the middle of visitors who search and an editor who publishes, and goes on
later with SIGCONT. The site is a production server with two workers; each worker has a breaker of its own, so each
learns by itself that nobody answers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from lab.servers import at, free_port
from lab.sites import copy_of, starter_site
from lab.tables import milliseconds, percentile, show, table
from lab.visitors import count, times

RATE, CALM, HUNG = 6.0, 15.0, 30.0
# A page that waited for the server takes the read timeout of a second, and then its own time.
WAITED = 0.95
FIRST_GOAL, OPEN_GOAL = 1.6, 0.1
PHASES = {
    "well": "it answers",
    "first": "it hangs, until both breakers are open",
    "open": "it hangs, both breakers are open",
    "back": "it goes on, until the notice is gone",
    "after": "after that",
}

Seen = Sequence[dict[str, Any]]


def main(rate: float = RATE, calm: float = CALM, hung: float = HUNG, pictures: str = "") -> int:
    """0 when every page was there and said how fresh it was, and nothing was lost. Times stand beside goals."""
    port = free_port()
    site = copy_of(starter_site(), "hanging")
    with at(f"http://127.0.0.1:{port}/proof"):
        found = site.measure("hanging_rounds", port, rate, calm, hung, pictures)
    wrong = problems(found)
    show(
        f"Elasticsearch hangs for {found['went_on'] - found['stopped']:.0f} seconds",
        f"{rate:g} search pages a second, gunicorn with two workers.",
        table(["pages", "asked", "failed", "with the notice", "p50 / p95 / largest, ms"], _pages(found)),
        table(["meanwhile", "well", "hangs", "after"], _meanwhile(found)),
        _sentences(found),
        f"Wrong: {'; '.join(wrong)}." if wrong else "No page failed, nothing was lost.",
    )
    return 1 if wrong else 0


def problems(found: dict[str, Any]) -> list[str]:
    """What must never be."""
    pages = [one for phase in PHASES for one in found[phase]]
    silent = [one for times in found["typed"].values() for one in times]
    wrong = {
        "a page failed": any(one["failed"] for one in pages),
        "only titles were looked at": any(one["is_plain"] for one in pages),
        "a page does not say that it may be old": any(not one["by_copy"] for one in found["open"]),
        "the notice stays": any(one["by_copy"] for one in found["after"]),
        "suggestions are not silent": any(status != 200 for _, status, _ in silent),
        "something was lost": any(one["missing"] or one["stale"] or one["extra"] for one in found["indexes"]),
    }
    wide = [width for width, drawn in found["widths"].items() if drawn > int(width)]
    return [what for what, is_so in wrong.items() if is_so] + [f"wider than {width} pixels" for width in wide]


def _pages(found: dict[str, Any]) -> list[list[object]]:
    return [
        [name, len(found[phase]), count(found[phase], "failed"), count(found[phase], "by_copy"), times(found[phase])]
        for phase, name in PHASES.items()
    ]


def _meanwhile(found: dict[str, Any]) -> list[list[object]]:
    phases = ("well", "hangs", "after")
    typed = {phase: found["typed"][phase] for phase in phases}
    return [
        ["an editor publishes, ms (p50 / largest)", *(_pair(found["saves"][phase]) for phase in phases)],
        ["suggestions, ms (p50 / largest)", *(_pair([one[0] for one in typed[phase]]) for phase in phases)],
        ["suggestions that held something", *(_held(typed[phase]) for phase in phases)],
    ]


def _pair(seconds: Sequence[float]) -> str:
    return f"{milliseconds(percentile(seconds, 0.5))} / {milliseconds(max(seconds))}"


def _held(typed: Sequence[Sequence[float]]) -> str:
    return f"{sum(one[2] > 0 for one in typed)} of {len(typed)}"


def _sentences(found: dict[str, Any]) -> str:
    waited = sum(one["seconds"] >= WAITED for one in found["first"])
    gone = max((one["at"] - found["went_on"] for one in found["back"] if one["by_copy"]), default=0.0)
    without = found["without"]
    late = f"from {min(without):.1f} to {max(without):.1f} s after it" if without else "never"
    goals = [
        ("p95 until the breaker opens under 1.6 s", found["first"], FIRST_GOAL),
        ("p95 once it is open under 0.1 s", found["open"], OPEN_GOAL),
    ]
    reached = ", ".join(f"{name}: {'yes' if _p95(seen) < goal else 'no'}" for name, seen, goal in goals)
    return " ".join(
        [
            f"Both breakers were open {found['opened'] - found['stopped']:.1f} s after it hung; {waited} pages waited.",
            f"What an editor published meanwhile was found after {found['found']:.1f} s.",
            f"When it went on, the last notice was seen after {gone:.1f} s, and the server held what it missed after",
            f"{found['on_server']:.1f} s; a visitor without a notice and without what was published then: {late}.",
            f"Goals: {reached}.",
        ]
    )


def _p95(seen: Seen) -> float:
    return percentile([one["seconds"] for one in seen], 0.95) if seen else 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=RATE, help="search pages a second")
    parser.add_argument("--calm", type=float, default=CALM, help="seconds before it hangs")
    parser.add_argument("--hung", type=float, default=HUNG, help="seconds that it hangs")
    parser.add_argument("--pictures", default="", help="a directory for pictures of the notice")
    options = parser.parse_args()
    sys.exit(main(options.rate, options.calm, options.hung, options.pictures))
