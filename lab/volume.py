"""Queries, times and sizes at 63 / 55 pages and at 5,000 / 15,000: `python -m lab.volume`."""

from __future__ import annotations

import sys
from typing import Any

from lab.page_http import requests_per_second, times_of
from lab.servers import gunicorn
from lab.sites import Site, copy_of, large_site, starter_site
from lab.tables import kilobytes, megabytes, milliseconds, show, table

Figures = dict[str, Any]


def main() -> int:
    """0 when every kind of page needs as many queries on the large site as on the small one."""
    sites = [starter_site(), large_site()]
    pages: list[Figures] = [site.measure("page_queries") for site in sites]
    show_pages(sites, pages)
    show_http(sites)
    show_index(sites)
    return 1 if more_queries(*pages) else 0


def more_queries(small: Figures, large: Figures) -> list[str]:
    """The kinds of pages that need more queries on the large site."""
    return [kind for kind in small if large[kind]["queries"][1] > small[kind]["queries"][1]]


def show_pages(sites: list[Site], pages: list[Figures]) -> None:
    head = ["page", *(f"{what}, {site.name}" for what in ("queries", "p50 / p95 ms", "largest") for site in sites)]
    rows = [
        [
            kind,
            *(_between(figures[kind]["queries"]) for figures in pages),
            *(f"{milliseconds(figures[kind]['p50'])} / {milliseconds(figures[kind]['p95'])}" for figures in pages),
            *(kilobytes(figures[kind]["bytes"]) for figures in pages),
        ]
        for kind in pages[0]
    ]
    worse = more_queries(*pages)
    verdict = f"More queries than with the starter content: {', '.join(worse)}." if worse else "Queries do not grow."
    show("Pages, in process", table(head, rows), verdict)


def show_http(sites: list[Site]) -> None:
    found = []
    for site in sites:
        addresses = site.measure("page_samples")
        with gunicorn(site) as port:
            times = times_of(port, addresses)
            rate = requests_per_second(port, addresses["search: two words"])
        found.append((times, rate))
    head = ["page", *(f"p50 / p95 ms, {site.name}" for site in sites)]
    rows = [
        [kind, *(f"{milliseconds(times[kind][0])} / {milliseconds(times[kind][1])}" for times, _ in found)]
        for kind in found[0][0]
    ]
    rows.append(["searches a second, fifty visitors", *(f"{rate:.0f}" for _, rate in found)])
    show("Pages over HTTP, gunicorn with two workers", table(head, rows))


def show_index(sites: list[Site]) -> None:
    found = [copy_of(site, "spoiled").measure("index_speed") for site in sites]
    rows: list[list[str]] = [
        ["database", *(megabytes(each["database"]) for each in found)],
        ["search index", *(megabytes(each["index"]) for each in found)],
        ["rebuild of the index, s", *(f"{each['rebuild']:.1f}" for each in found)],
        ["publishing a case, ms (p50 / largest of 10)", *(_pair(each, "publish") for each in found)],
        ["from there until it is found, ms (p50 / largest of 10)", *(_pair(each, "found") for each in found)],
    ]
    show("Sizes, rebuild, publish until found", table(["", *(site.name for site in sites)], rows))


def _pair(figures: Figures, name: str) -> str:
    return f"{milliseconds(figures[f'{name} p50'])} / {milliseconds(figures[f'{name} max'])}"


def _between(queries: list[int]) -> str:
    fewest, most = queries
    return str(most) if fewest == most else f"{fewest} to {most}"


if __name__ == "__main__":
    sys.exit(main())
