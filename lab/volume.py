"""Queries, processor time and size of every kind of page, on the starter content and on a large site.

`python -m lab.volume 20000`. Fails when a kind of page needs more queries on the large site.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from lab.sites import LARGE, copy_of, site_of, starter_site
from lab.tables import judged, kilobytes, milliseconds, table


def main(pages: int = LARGE) -> int:
    """0 when queries do not grow."""
    sites = [starter_site(), site_of(pages)]
    small, large = (copy_of(site, "volume").measure("pages") for site in sites)
    whats = ("queries", "p50 / p95 ms", "largest")
    rows = []
    for kind in small["kinds"]:
        pairs = zip(_cells(small["kinds"][kind]), _cells(large["kinds"][kind]), strict=True)
        rows.append([kind, *(cell for pair in pairs for cell in pair)])
    worse = [f"{kind} takes more queries" for kind in more_queries(small["kinds"], large["kinds"])]
    return judged(
        "Pages, in process, processor time",
        worse,
        table(["page", *(f"{what}, {site.name}" for what in whats for site in sites)], rows),
        f"Rebuild of the index: {small['rebuild']:.1f} and {large['rebuild']:.1f} s.",
    )


def more_queries(small: Mapping[str, Any], large: Mapping[str, Any]) -> list[str]:
    """The kinds of pages that need more queries on the large site."""
    return [kind for kind in small if large[kind]["queries"] > small[kind]["queries"]]


def _cells(figures: Mapping[str, Any]) -> list[object]:
    times = f"{milliseconds(figures['p50'])} / {milliseconds(figures['p95'])}"
    return [figures["queries"], times, kilobytes(figures["bytes"])]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
