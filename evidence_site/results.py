"""The overview of all results: a page of rows, a chart, pagination. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from cases.choices import Direction
from cases.models import Result, ResultMethod
from cases.results.result_row import ResultRow, rows_of_results
from core.http.pagination import Paging, paging
from core.visibility import public_pages
from evidence_site.chart import CountChart, Dumbbells, count_chart, dumbbells
from evidence_site.filters import Filter, ResultFilters, chosen_results
from methods.models import MethodPage

PAGE_SIZE = 20


@dataclass(frozen=True)
class MethodLink:
    number: int
    title: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A row of the list. `place` are its positions in the chart, None where it is not drawn."""

    row: ResultRow
    methods: tuple[MethodLink, ...]
    place: Any = None


@dataclass(frozen=True)
class Chip:
    label: str
    url: str


@dataclass(frozen=True)
class ResultsPage:
    """The context of `evidence/results.html`, as `overview`."""

    asked: ResultFilters
    total: int
    rows: tuple[Shown, ...]
    counted: CountChart | None
    drawn: Dumbbells | None
    paging: Paging
    chips: tuple[Chip, ...]

    @property
    def filters(self) -> tuple[Filter, ...]:
        return self.asked.filters

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.chosen)


def results_page(asked: ResultFilters) -> ResultsPage:
    """Everything on the page."""
    results = chosen_results(asked.chosen)
    total = results.count()
    pages = paging(asked.page, total, PAGE_SIZE, lambda number: _url(asked, number))
    rows = () if pages.past_end else shown_rows(results[pages.start : pages.stop])
    drawn = dumbbells([each.row for each in rows]) if "indicator" in asked.chosen else None
    if drawn is not None:
        rows = tuple(_placed(each, drawn) for each in rows)
    return ResultsPage(
        asked=asked,
        total=total,
        rows=rows,
        counted=count_chart(_directions(results), one_indicator="indicator" in asked.chosen),
        drawn=drawn,
        paging=pages,
        chips=_chips(asked),
    )


def shown_rows(results: Iterable[Result]) -> tuple[Shown, ...]:
    """The rows of these results with the public methods they count for."""
    loaded = list(results)
    keys = {result.uuid: result.pk for result in loaded}
    methods = methods_of(list(keys.values()))
    return tuple(Shown(row, tuple(methods[keys[row.uuid]])) for row in rows_of_results(loaded))


def methods_of(result_ids: Collection[int]) -> dict[int, list[MethodLink]]:
    """The public methods that each result counts for, by number. Two queries."""
    links = ResultMethod.objects.filter(result_id__in=result_ids).order_by()
    pairs = set(links.values_list("result_id", "method_id"))
    public = public_pages(MethodPage.objects.filter(pk__in={method for _, method in pairs})).defer_streamfields()
    methods = {page.pk: MethodLink(page.number or 0, page.title, page.get_url() or "") for page in public}
    found: dict[int, list[MethodLink]] = defaultdict(list)
    for result_id, method_id in pairs:
        if method_id in methods:
            found[result_id].append(methods[method_id])
    for listed in found.values():
        listed.sort(key=lambda method: method.number)
    return found


def _placed(shown: Shown, drawn: Dumbbells) -> Shown:
    return replace(shown, place=drawn.places.get(shown.row.uuid))


def _directions(results: QuerySet[Result]) -> dict[Direction, int]:
    """What is not computed yet (it will be, within a moment) is not counted."""
    known = results.filter(kept_direction__isnull=False).order_by()
    counted = known.values_list("kept_direction").annotate(amount=Count("pk"))
    return {Direction(direction): amount for direction, amount in counted}


def _url(asked: ResultFilters, page: int = 1, without: str = "") -> str:
    return f"{reverse('results')}{asked.query(page=page, without=without)}"


def _chips(asked: ResultFilters) -> tuple[Chip, ...]:
    chosen = ((each.name, each.title, each.chosen) for each in asked.filters)
    return tuple(Chip(f"{title}: {one.label}", _url(asked, without=name)) for name, title, one in chosen if one)
