"""A result as a row: everything a table, a chart and its source line show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from cases.choices import Contrast, Design, Direction, Qualifier, ReportedBy, Shape
from cases.figures import Figure, build_figure
from cases.models import CaseOrganisation, Result, ResultMethod, ResultSource
from cases.periods import format_period
from cases.validation import series_points
from core.notation import enumeration
from vocabulary.models import Indicator

NOT_PUBLISHED = "niet gepubliceerd"


@dataclass(frozen=True)
class Source:
    """A source line. `letters` are the certainty letters, such as A and C."""

    title: str
    url: str
    read_on: Any
    letters: tuple[str, ...]
    gives: str


@dataclass(frozen=True)
class ResultRow:
    """One result, ready to show. Text is Dutch; `period` is `niet gepubliceerd` when the source is silent."""

    uuid: UUID
    case_id: int
    case_number: int
    case_title: str
    case_url: str
    organisations: tuple[str, ...]
    indicator: Indicator
    figure: Figure
    as_published: str
    contrast: str
    contrast_words: tuple[str, str]
    design: str
    design_label: str
    reported_by: str
    period: str
    period_known: bool
    totals_known: bool
    totals: tuple[str, str]
    first_derived: bool
    sample: str
    note: str
    sources: tuple[Source, ...]
    series: tuple[tuple[str, Decimal], ...] = ()

    @property
    def organisation(self) -> str:
        return enumeration(self.organisations)

    @property
    def direction(self) -> Direction:
        return self.figure.direction

    @property
    def is_observed(self) -> bool:
        """An uncontrolled before-after: a change that was seen, never called an effect."""
        return self.design in ("", Design.BEFORE_AFTER)


def rows_of_methods(results: Any, method_ids: Collection[int]) -> dict[int, list[ResultRow]]:
    """The rows of `results` (a queryset) that count for each method. A fixed number of queries."""
    links = list(ResultMethod.objects.filter(method_id__in=method_ids).values_list("method_id", "result_id"))
    rows = {row_id: row for row_id, row in _rows_by_id(results.filter(pk__in={result for _, result in links}))}
    found: dict[int, list[ResultRow]] = defaultdict(list)
    for method_id, result_id in links:
        if result_id in rows:
            found[method_id].append(rows[result_id])
    for method_rows in found.values():
        method_rows.sort(key=lambda row: (row.case_number, row.indicator.label))
    return found


def rows_of_results(results: Any) -> list[ResultRow]:
    """The rows of a queryset of results, in its order. A fixed number of queries."""
    return [row for _, row in _rows_by_id(results)]


def rows_of_case(page: Any) -> list[ResultRow]:
    """The rows of one case, also of a preview whose rows are not saved."""
    organisations = tuple(row.organisation.label for row in page.organisations.all() if row.organisation_id)
    return [
        build_row(result, page, organisations, list(result.sources.all()))
        for result in page.results.all()
        if result.indicator_id
    ]


def _rows_by_id(results: Any) -> list[tuple[int, ResultRow]]:
    loaded = list(results)
    sources: dict[int, list[ResultSource]] = defaultdict(list)
    for source in ResultSource.objects.filter(result_id__in=[result.pk for result in loaded]):
        sources[source.result_id].append(source)
    names: dict[int, list[str]] = defaultdict(list)
    case_ids = {result.page_id for result in loaded}
    for row in CaseOrganisation.objects.filter(page_id__in=case_ids).select_related("organisation"):
        names[row.page_id].append(row.organisation.label)
    return [
        (result.pk, build_row(result, result.page, tuple(names[result.page_id]), sources[result.pk]))
        for result in loaded
    ]


def build_row(result: Result, page: Any, organisations: tuple[str, ...], sources: Sequence[ResultSource]) -> ResultRow:
    """One row from a result whose relations are already read."""
    qualifier = Qualifier(result.qualifier).label if result.qualifier in Qualifier.values else ""
    figure = build_figure(result.published, result.change, result.indicator.unit, result.contrast, str(qualifier))
    period = _period(result)
    return ResultRow(
        uuid=result.uuid,
        case_id=page.pk or 0,
        case_number=page.number or 0,
        case_title=page.title,
        case_url=(page.get_url() or "") if page.pk else "",
        organisations=organisations,
        indicator=result.indicator,
        figure=figure,
        as_published=result.as_published,
        contrast=result.contrast,
        contrast_words=_contrast_words(result),
        design=result.design,
        design_label=str(Design(result.design).label) if result.design in Design.values else NOT_PUBLISHED,
        reported_by=str(ReportedBy(result.reported_by).label) if result.reported_by in ReportedBy.values else "",
        period=period or NOT_PUBLISHED,
        period_known=bool(period),
        totals_known=result.shape == Shape.COUNTS or not result.totals_not_published,
        totals=_totals(result),
        first_derived=result.first_derived,
        sample=result.sample,
        note=result.note,
        sources=tuple(
            Source(source.title, source.url, source.read_on, tuple(source.letters), source.gives) for source in sources
        ),
        series=_series(result),
    )


def _period(result: Result) -> str:
    first, second = format_period(result.first_period), format_period(result.second_period)
    if first and second and first != second:
        spoken = f"{first} en {second}"
    else:
        spoken = second or first
    return "; ".join(part for part in (spoken, result.period_text) if part)


def _contrast_words(result: Result) -> tuple[str, str]:
    default = ("zonder", "met") if result.contrast == Contrast.WITHOUT_WITH else ("voor", "na")
    return result.first_label or default[0], result.second_label or default[1]


def _totals(result: Result) -> tuple[str, str]:
    if result.shape != Shape.COUNTS:
        return ("", "")
    return (
        f"{result.first_events} van {result.first_total}",
        f"{result.second_events} van {result.second_total}",
    )


def _series(result: Result) -> tuple[tuple[str, Decimal], ...]:
    if result.shape != Shape.SERIES or not result.series:
        return ()
    try:
        return tuple(series_points(result.series))
    except ValueError:
        return ()
