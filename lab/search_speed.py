"""Search beside the bare engine on the same index, on the small and the large site: `make bench`."""

from __future__ import annotations

import sys
from typing import Any

from lab.page_http import times_of
from lab.servers import gunicorn
from lab.sites import Site, large_site, starter_site
from lab.tables import milliseconds, show, table

_LAYERS = {"bare": "bare engine", "engine": "our engine", "service": "service", "page": "page, in process"}
_HEAD = ["question", "found", *_LAYERS.values(), "page over HTTP", "engine : bare", "page : bare"]
_HOW = (
    "p50 / p95 in ms. Bare engine: tantivy with the same ready query on the same index, for the count and the ten "
    "best, with what is stored of them. Our engine adds the counts of eleven facets, an order without ties and the "
    "marks. The service adds Dutch, spelling, labels and the check that every hit is public now. Ratios are of p50s."
)


def main() -> int:
    for site in (starter_site(), large_site()):
        show_layers(site)
        show_profile(site)
    return 0


def show_layers(site: Site) -> None:
    layers: dict[str, dict[str, Any]] = site.measure("search_layers")
    addresses = site.measure("page_samples")
    with gunicorn(site) as port:
        over_http = times_of(port, {kind: addresses[kind] for kind in layers})
    rows = [_row(kind, found, over_http[kind]) for kind, found in layers.items()]
    show(f"Search, {site.name}", _HOW, table(_HEAD, rows))


def _row(kind: str, found: dict[str, Any], over_http: tuple[float, float]) -> list[str]:
    bare = found["bare"][0]
    return [
        kind.removeprefix("search: "),
        str(found["found"]),
        *(_pair(found[layer]) for layer in _LAYERS),
        _pair(over_http),
        ratio(found["engine"][0], bare),
        ratio(found["page"][0], bare),
    ]


def show_profile(site: Site) -> None:
    profile: dict[str, dict[str, float]] = site.measure("search_profile")
    kinds = list(profile)
    labels = {label for each in profile.values() for label in each}
    ordered = sorted(labels, key=lambda label: -profile[kinds[0]].get(label, 0))
    rows = [[label, *(milliseconds(profile[kind].get(label, 0)) for kind in kinds)] for label in ordered]
    rows.append(["**in all**", *(milliseconds(sum(profile[kind].values())) for kind in kinds)])
    head = ["part", *(kind.removeprefix("search: ") for kind in kinds)]
    show(f"Where the time of a search page goes (mean ms, in process), {site.name}", table(head, rows))


def _pair(times: Any) -> str:
    p50, p95 = times
    return f"{milliseconds(p50)} / {milliseconds(p95)}"


def ratio(ours: float, bare: float) -> str:
    """How many times as long: `3.2`, `41`."""
    times = ours / bare
    return f"{times:.0f}" if times >= 10 else f"{times:.1f}"


if __name__ == "__main__":
    sys.exit(main())
