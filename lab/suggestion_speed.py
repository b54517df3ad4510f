"""How long suggestions take on the small and the large site: `python -m lab.suggestion_speed`."""

from __future__ import annotations

import sys

from lab.sites import Site, large_site, starter_site
from lab.tables import milliseconds, show, table

TITLES = 100_000
_HEAD = ["pages", "p50", "p95", "p99", "cpu p50", "cpu p95", "cpu p99", "made"]
_HOW = (
    "ms per answer, in process, with what is typed cut off anywhere. Made: reading all titles again, which one visitor "
    "waits for after a change, at most once in thirty seconds. The last row has made-up titles beside those of the "
    "large site, without search words; each leads to one of its pages."
)


def main() -> int:
    rows = [_row(starter_site()), _row(large_site()), _row(large_site(), TITLES)]
    show("Suggestions", _HOW, table(_HEAD, rows))
    return 0


def _row(site: Site, titles: int = 0) -> list[str]:
    found: dict[str, float] = site.measure("suggestion_times", titles)
    name = f"{titles:,} titles" if titles else site.name
    return [name, *(milliseconds(found[name]) for name in _HEAD[1:])]


if __name__ == "__main__":
    sys.exit(main())
