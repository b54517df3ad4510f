"""A result as a row: everything a table, a chart and its source line show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from cases.choices import Contrast, Design, Direction, Qualifier, ReportedBy, Shape
from cases.figures.display import Figure, amount, build_figure
from cases.figures.periods import format_period
from cases.figures.validation import series_points
from cases.models import CaseOrganisation, Result, ResultMethod, ResultSource
from core.prefetch import child_rows
from core.sources import SourceFields
from core.text.numbers import enumeration, signed
from evidence import Effect, LeftAfterTrend
from vocabulary.models import Indicator, Organisation

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
class Trend:
    """What the same indicator did elsewhere in the same time, and what is left of the change after it.

    `first`, `second` and `left` are text; the values are what is drawn.
    """

    label: str
    first: str
    second: str
    first_value: Decimal
    second_value: Decimal
    left: str


@dataclass(frozen=True)
class ResultRow:
    """One result, ready to show. Text is Dutch.

    `period` is `niet gepubliceerd` when the source does not say when it was measured; `period_note` is what it does say
    then, such as when the source appeared. `contrast_words` name both sides in general (voor, na), `contrast_labels` as
    the source does (empty where it does not). `counts` are events and total, before and after. `effect` is what the
    evidence is computed from and `trend` what is taken off it. `families` are the keys of those of its organisations.
    """

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
    contrast_labels: tuple[str, str]
    design: str
    design_label: str
    reported_by: str
    period: str
    period_known: bool
    period_note: str
    totals_known: bool
    totals: tuple[str, str]
    first_derived: bool
    sample: str
    note: str
    sources: tuple[Source, ...]
    comparison: str
    series: tuple[tuple[str, Decimal], ...] = ()
    counts: tuple[int | None, ...] = (None, None, None, None)
    effect: Effect = field(default_factory=Effect)
    trend: Trend | None = None
    families: frozenset[int] = frozenset()

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

    @property
    def compares(self) -> bool:
        """Something was compared with something, so there is a change to speak of."""
        return self.contrast in (Contrast.BEFORE_AFTER, Contrast.WITHOUT_WITH)

    @property
    def has_control(self) -> bool:
        """Another group, or a draw, says what would have happened without."""
        return self.design in (Design.COMPARISON, Design.STAGGERED, Design.RANDOMISED)

    @property
    def letters(self) -> tuple[str, ...]:
        """The certainty letters of its sources, each once."""
        return tuple(sorted({letter for source in self.sources for letter in source.letters}))


def rows_of_methods(results: Any, method_ids: Collection[int]) -> dict[int, list[ResultRow]]:
    """The rows of `results` (a queryset) that count for each method. A fixed number of queries."""
    links = list(ResultMethod.objects.filter(method_id__in=method_ids).values_list("method_id", "result_id"))
    rows = rows_by_id(results.filter(pk__in={result for _, result in links}))
    found: dict[int, list[ResultRow]] = defaultdict(list)
    for method_id, result_id in links:
        if result_id in rows:
            found[method_id].append(rows[result_id])
    for method_rows in found.values():
        method_rows.sort(key=lambda row: (row.case_number, row.indicator.label))
    return found


def rows_of_results(results: Any) -> list[ResultRow]:
    """The rows of a queryset of results, in its order. A fixed number of queries."""
    return list(rows_by_id(results).values())


def rows_with_keys(result_ids: Collection[int]) -> dict[int, ResultRow]:
    """The rows of the results with these database keys, in any order. Three queries."""
    results = Result.objects.filter(pk__in=result_ids).select_related("indicator", "page").order_by()
    return rows_by_id(results) if result_ids else {}


def rows_of_case(page: Any) -> list[ResultRow]:
    """The rows of one case, also of a preview whose rows are not saved. A fixed number of queries."""
    [organisation_rows], [results] = child_rows([page], "organisations"), child_rows([page], "results")
    names = Organisation.objects.in_bulk([row.organisation_id for row in organisation_rows if row.organisation_id])
    organisations = tuple(names[row.organisation_id].label for row in organisation_rows if row.organisation_id in names)
    indicators = Indicator.objects.in_bulk([result.indicator_id for result in results if result.indicator_id])
    complete = [result for result in results if result.indicator_id in indicators]
    for result in complete:
        result.indicator = indicators[result.indicator_id]
    return [
        build_row(result, page, organisations, sources)
        for result, sources in zip(complete, child_rows(complete, "sources"), strict=True)
    ]


def rows_by_id(results: Any) -> dict[int, ResultRow]:
    """The rows of a queryset of results by their database key, in its order. A fixed number of queries."""
    loaded = list(results)
    sources: dict[int, list[ResultSource]] = defaultdict(list)
    for source in ResultSource.objects.filter(result_id__in=[result.pk for result in loaded]):
        sources[source.result_id].append(source)
    names: dict[int, list[str]] = defaultdict(list)
    families: dict[int, set[int]] = defaultdict(set)
    case_ids = {result.page_id for result in loaded}
    for row in CaseOrganisation.objects.filter(page_id__in=case_ids).select_related("organisation"):
        names[row.page_id].append(row.organisation.label)
        families[row.page_id].add(row.organisation.family_id)
    found = {}
    for result in loaded:
        built = build_row(result, result.page, tuple(names[result.page_id]), sources[result.pk])
        found[result.pk] = replace(built, families=frozenset(families[result.page_id]))
    return found


def as_source(source: SourceFields) -> Source:
    """A source of a result, a case or a method as a line."""
    return Source(source.title, source.url, source.read_on, tuple(source.letters), source.gives)


def build_row(result: Result, page: Any, organisations: tuple[str, ...], sources: Sequence[ResultSource]) -> ResultRow:
    """One row from a result whose relations are already read."""
    qualifier = Qualifier(result.qualifier).label if result.qualifier in Qualifier.values else ""
    figure = build_figure(result.published, result.change, result.indicator.unit, _contrast(result), str(qualifier))
    period, period_note = period_words(result)
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
        contrast_words=("zonder", "met") if result.contrast == Contrast.WITHOUT_WITH else ("voor", "na"),
        contrast_labels=(result.first_label, result.second_label),
        design=result.design,
        design_label=_design_label(result),
        reported_by=str(ReportedBy(result.reported_by).label) if result.reported_by in ReportedBy.values else "",
        period=period or NOT_PUBLISHED,
        period_known=bool(period),
        period_note=period_note,
        totals_known=result.shape == Shape.COUNTS or not result.totals_not_published,
        totals=_totals(result),
        first_derived=result.first_derived,
        sample=result.sample,
        note=result.note,
        comparison=_comparison(result),
        sources=tuple(as_source(source) for source in sources),
        series=_series(result),
        counts=(result.first_events, result.first_total, result.second_events, result.second_total),
        effect=result.change.effect,
        trend=_trend(result, result.change.left),
    )


def period_words(result: Result) -> tuple[str, str]:
    """When it was measured, and what the source says instead when it does not say that."""
    first, second = format_period(result.first_period), format_period(result.second_period)
    spoken = f"{first} en {second}" if first and second and first != second else second or first
    if spoken:
        return spoken, result.period_text
    if result.period_not_published:
        return "", result.period_text
    return result.period_text, ""


def _contrast(result: Result) -> str:
    """What was compared; without a group beside it nothing is called an effect, not even the absence of one."""
    uncontrolled = result.design in ("", Design.BEFORE_AFTER, Design.WITH_TREND)
    return Contrast.BEFORE_AFTER if uncontrolled else result.contrast


def _design_label(result: Result) -> str:
    if result.design in Design.values:
        return str(Design(result.design).label)
    if result.shape == Shape.SERIES:
        return "Reeks metingen, geen vergelijking"
    return "Losse meting, geen vergelijking" if result.contrast == Contrast.NONE else NOT_PUBLISHED


def _comparison(result: Result) -> str:
    """What happened meanwhile in the trend or the group beside it."""
    first, second, unit = result.comparison_first, result.comparison_second, result.indicator.unit
    if not result.comparison_label or second is None:
        return ""
    if first is None:
        return f"{result.comparison_label}: {amount(second, unit)}"
    return f"{result.comparison_label}: van {amount(first, unit)} naar {amount(second, unit)}"


def _trend(result: Result, left: LeftAfterTrend | None) -> Trend | None:
    first, second = result.comparison_first, result.comparison_second
    if left is None or first is None or second is None:
        return None
    is_share = result.shape in (Shape.COUNTS, Shape.SHARE)
    unit = "percent" if is_share else result.indicator.unit
    over = signed(Decimal(str(left.left)), 1)
    return Trend(
        label=result.comparison_label or "elders in die tijd",
        first=amount(first, unit),
        second=amount(second, unit),
        first_value=first,
        second_value=second,
        left=f"{over} procentpunt" if is_share else over,
    )


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
