"""One of three Elasticsearch nodes is killed under search and publishing: `python -m lab.lost_node`.

First a node that holds the index (its primary copy, unless the master has that) and is not the master, then, when all
three are there again, the master. The site is a production server with two workers whose `SEARCH_URL` names all three.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from lab.servers import at, free_ports
from lab.sites import copy_of, starter_site
from lab.tables import show, table
from lab.visitors import count, times

NODES, RATE, SECONDS, CHANGES = 3, 20.0, 25.0, 40


def main(rate: float = RATE, seconds: float = SECONDS, changes: int = CHANGES) -> int:
    """0 when no page failed and nothing was lost."""
    free = free_ports(2 * NODES)
    ports, transports = free[:NODES], free[NODES:]
    site = copy_of(starter_site(), "node-lost")
    with at(f"http://{','.join(f'127.0.0.1:{port}' for port in ports)}/proof"):
        found = site.measure("lost_rounds", ports, transports, rate, seconds, changes)
    wrong = problems(found)
    show(
        f"One of {NODES} nodes is killed under {rate:g} searches a second",
        table(_HEAD, [_row(one, moment) for one in found["rounds"] for moment in ("before", "after")]),
        "\n".join(_sentence(one) for one in found["rounds"]),
        f"Wrong: {'; '.join(wrong)}." if wrong else "No page failed, nothing was lost, nothing is too many.",
    )
    return 1 if wrong else 0


_HEAD = ["killed", "pages", "asked", "a second", "failed", "by the copy", "by titles alone", "p50 / p95 / largest, ms"]


def problems(found: dict[str, Any]) -> list[str]:
    """What must never be."""
    pages = [one for each in found["rounds"] for moment in ("before", "after") for one in each[moment]]
    wrong = {
        "a page failed": count(pages, "failed"),
        "only titles were looked at": count(pages, "is_plain"),
        "a change is lost": any(one["missing"] or one["stale"] for one in found["indexes"]),
        "a page is too many": any(one["extra"] for one in found["indexes"]),
    }
    return [what for what, is_so in wrong.items() if is_so]


def _row(one: dict[str, Any], moment: str) -> list[object]:
    seen = one[moment]
    asked = f"{len(seen) / max(one['span'] / 2, 1e-9):.1f}"
    counts = [count(seen, what) for what in ("failed", "by_copy", "is_plain")]
    return [one["victim"], moment, len(seen), asked, *counts, times(seen)]


def _sentence(one: dict[str, Any]) -> str:
    by_copy = [page["at"] - one["killed"] for page in one["after"] if page["by_copy"]]
    copied = (
        f"answered by the copy between {min(by_copy):.1f} and {max(by_copy):.1f} s"
        if by_copy
        else "never answered by the copy"
    )
    before, after = one["published"]
    return (
        f"- {one['victim']}: {before} changes before and {after} after the kill, all in the cluster "
        f"{one['written']:.1f} s after it; pages {copied}; breakers open at most: {one['opened']}."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=RATE, help="search pages a second")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="before and after each kill")
    parser.add_argument("--changes", type=int, default=CHANGES, help="published in each round")
    options = parser.parse_args()
    sys.exit(main(options.rate, options.seconds, options.changes))
