"""The overview of all results: a page of rows, a chart, pagination. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from cases.choices import Contrast, Direction
from cases.models import Result
from cases.results.method_links import MethodLink, methods_of
from cases.results.result_row import ResultRow, rows_of_results
from core.http.pagination import Pagination, paginate
from core.http.query_filters import Chip, Chosen
from evidence_site.chart import CountChart, Dumbbells, count_chart, dumbbells
from evidence_site.filters import chosen_results

PAGE_SIZE = 20


@dataclass(frozen=True)
class Shown:
    """A row of the list. `place` are its positions in the chart, None where it is not drawn."""

    row: ResultRow
    methods: tuple[MethodLink, ...]
    place: Any = None


@dataclass(frozen=True)
class ResultsPage:
    """The context of `evidence/results.html`, as `overview`."""

    asked: Chosen
    total: int
    rows: tuple[Shown, ...]
    counted: CountChart | None
    drawn: Dumbbells | None
    pagination: Pagination
    chips: tuple[Chip, ...]

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.values)


def results_page(asked: Chosen) -> ResultsPage:
    """Everything on the page."""
    results = chosen_results(asked.values)
    total = results.count()
    path = reverse("results")
    pages = paginate(asked.page, total, PAGE_SIZE, lambda number: asked.url(path, page=number))
    rows = () if pages.past_end else shown_rows(results[pages.start : pages.stop])
    drawn = dumbbells([each.row for each in rows]) if "indicator" in asked.values else None
    if drawn is not None:
        rows = tuple(_placed(each, drawn) for each in rows)
    return ResultsPage(
        asked=asked,
        total=total,
        rows=rows,
        counted=count_chart(
            _directions(results),
            one_indicator="indicator" in asked.values,
            head_to_head=results.filter(contrast=Contrast.VERSUS).count(),
        ),
        drawn=drawn,
        pagination=pages,
        chips=asked.chips(path),
    )


def shown_rows(results: Iterable[Result]) -> tuple[Shown, ...]:
    """The rows of these results with the public methods they say something about."""
    loaded = list(results)
    methods = methods_of([result.pk for result in loaded])
    rows = zip(loaded, rows_of_results(loaded), strict=True)
    return tuple(Shown(row, tuple(methods.get(result.pk, ()))) for result, row in rows)


def _placed(shown: Shown, drawn: Dumbbells) -> Shown:
    return replace(shown, place=drawn.places.get(shown.row.uuid))


def _directions(results: QuerySet[Result]) -> dict[Direction, int]:
    """A head to head goes neither way. What is not computed yet (it will be, within a moment) is not counted."""
    known = results.filter(kept_direction__isnull=False).exclude(contrast=Contrast.VERSUS).order_by()
    counted = known.values_list("kept_direction").annotate(amount=Count("pk"))
    return {Direction(direction): amount for direction, amount in counted}
