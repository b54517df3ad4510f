"""How long suggestions take on the small and the large site: `python -m benchmarks.suggestion_speed`."""

from __future__ import annotations

import sys

from benchmarks.sites import Site, large_site, starter_site
from benchmarks.tables import milliseconds, show, table

_HEAD = ["pages", "p50", "p95", "p99", "cpu p50", "cpu p95", "cpu p99", "made"]
_HOW = (
    "ms per answer, in process, with what is typed cut off anywhere. Made: reading all titles again, which one visitor "
    "waits for after a change, at most once in thirty seconds."
)


def main() -> int:
    show("Suggestions", _HOW, table(_HEAD, [_row(site) for site in (starter_site(), large_site())]))
    return 0


def _row(site: Site) -> list[str]:
    found: dict[str, float] = site.measure("suggestion_times")
    return [site.name, *(milliseconds(found[name]) for name in _HEAD[1:])]


if __name__ == "__main__":
    sys.exit(main())
