"""Series as a kind of page that the site publishes."""

from __future__ import annotations

from typing import Any

from core.http.links import LICENCE
from core.published import PublishedKind
from monitor.series.models import SeriesPage


class SeriesKind(PublishedKind):
    def structured_data(self, page: SeriesPage) -> dict[str, Any]:
        return {
            "@type": "Dataset",
            "name": page.title,
            "description": page.definition,
            "license": LICENCE,
            "measurementTechnique": page.get_counted_display(),
        }


SERIES = SeriesKind(
    SeriesPage,
    "reeks",
    rank=28,
    open_fields=(
        *("counted", "definition", "population", "sample", "counted_by", "caveat", "organisation", "values", "breaks"),
        "objections",
    ),
)
