"""Search pages on real pages, beside Wagtail's own database search: `python -m lab.real_pages`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from lab.sites import Site, large_site, medium_site
from lab.tables import milliseconds, percentile, show, table

_HOW = (
    "p50 / p95 / p99 in ms, in process. **Page** is the whole search page, **Answer** what it shows, undrawn. "
    "Wagtail's database search gives the ten best titles and their number: no facets, no marks, no Dutch."
)


def main() -> int:
    for site in (medium_site(), large_site()):
        show_searches(site)
    return 0


def show_searches(site: Site) -> None:
    found = site.measure("page_searches")
    head = ["question", "asked", "processor ms", "by the clock, ms"]
    rows = [
        [
            f"{kind.removeprefix('search: ')}: {layer}",
            len(times["clock"]),
            _cell(times["processor"]),
            _cell(times["clock"]),
        ]
        for kind, layers in found["kinds"].items()
        for layer, times in _layers(layers).items()
    ]
    show(f"Search on {found['pages']} real pages ({site.name})", _HOW, table(head, rows))


def _layers(layers: Mapping[str, Any]) -> Mapping[str, Mapping[str, list[float]]]:
    """Those that were asked at all."""
    return {layer: times for layer, times in layers.items() if times["clock"]}


def _cell(times: list[float]) -> str:
    return " / ".join(milliseconds(percentile(times, share)) for share in (0.5, 0.95, 0.99))


if __name__ == "__main__":
    sys.exit(main())
