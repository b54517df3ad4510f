"""A result as a row: everything a table, a chart and its source line show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

from cases.choices import Contrast, Design, Direction, ReportedBy, Shape
from cases.figures.display import Figure
from cases.models import CaseOrganisation, CasePage, Result, ResultSource
from core.charts.series import Series
from core.http.cache.kept import each_by_stamp
from core.prefetch import child_rows
from core.sources import SourceFields
from core.text.numbers import amount, enumeration, signed
from core.text.periods import format_period
from evidence import left_after_trend
from vocabulary.models import Indicator, Organisation

NOT_PUBLISHED = "niet gepubliceerd"
CASE_TEXT = [f"page__{name}" for name in ("situation", "approach", "differently", "lessons")]
# What a link to a page needs of it.
NAMED = ("title", "url_path")
# By case.
Organisations = Mapping[int, tuple[Organisation, ...]]


@dataclass(frozen=True, eq=False)
class ResultRow(Figure):
    """One result with its case, the organisations of that and its sources. It writes itself, in Dutch."""

    result: Result
    page: CasePage
    case_organisations: tuple[Organisation, ...] = ()
    sources: Sequence[SourceFields] = ()

    @property
    def uuid(self) -> UUID:
        return self.result.uuid

    @property
    def indicator(self) -> Indicator:
        found: Indicator = self.result.indicator
        return found

    @property
    def direction(self) -> Direction:
        return self.result.direction

    @property
    def as_published(self) -> str:
        return self.result.as_published

    @property
    def sample(self) -> str:
        return self.result.sample

    @property
    def note(self) -> str:
        return self.result.note

    @property
    def case_id(self) -> int:
        return self.page.pk or 0

    @property
    def case_number(self) -> int:
        return self.page.number or 0

    @property
    def case_title(self) -> str:
        return str(self.page.title)

    @cached_property
    def case_url(self) -> str:
        return (self.page.get_url() or "") if self.page.pk else ""

    @property
    def organisations(self) -> tuple[str, ...]:
        return tuple(organisation.label for organisation in self.case_organisations)

    @property
    def organisation(self) -> str:
        return enumeration(self.organisations)

    @property
    def families(self) -> frozenset[int]:
        """The keys of the families of its organisations."""
        return frozenset(organisation.family_id for organisation in self.case_organisations)

    @property
    def contrast_labels(self) -> tuple[str, str]:
        """What both sides are, as the source says; empty where it does not."""
        return self.result.first_label, self.result.second_label

    @property
    def compares(self) -> bool:
        """Something was compared with something, so there is a change to speak of."""
        return self.result.contrast in (Contrast.BEFORE_AFTER, Contrast.WITHOUT_WITH, Contrast.VERSUS)

    @property
    def design_label(self) -> str:
        if self.result.design in Design.values:
            return str(Design(self.result.design).label)
        if self.result.shape == Shape.SERIES:
            return "Reeks metingen, geen vergelijking"
        return "Losse meting, geen vergelijking" if self.result.contrast == Contrast.NONE else NOT_PUBLISHED

    @property
    def is_observed(self) -> bool:
        """An uncontrolled before-after: a change that was seen, never called an effect."""
        return self.result.design in ("", Design.BEFORE_AFTER)

    @property
    def has_control(self) -> bool:
        """Another group, or a draw, says what would have happened without."""
        return self.result.design in (Design.COMPARISON, Design.STAGGERED, Design.RANDOMISED)

    @property
    def reported_by(self) -> str:
        known = self.result.reported_by in ReportedBy.values
        return str(ReportedBy(self.result.reported_by).label) if known else ""

    @property
    def period(self) -> str:
        return period_words(self.result)[0] or NOT_PUBLISHED

    @property
    def period_known(self) -> bool:
        return bool(period_words(self.result)[0])

    @property
    def period_note(self) -> str:
        """What the source says of the time when it does not say when was measured, such as when it appeared."""
        return period_words(self.result)[1]

    @property
    def totals_known(self) -> bool:
        return self.result.shape == Shape.COUNTS or not self.result.totals_not_published

    @property
    def totals(self) -> tuple[str, str]:
        result = self.result
        if result.shape != Shape.COUNTS:
            return ("", "")
        first = f"{result.first_events} van {result.first_total}"
        return first, f"{result.second_events} van {result.second_total}"

    @property
    def comparison(self) -> str:
        """What happened meanwhile in the trend or the group beside it."""
        label, unit = self.result.comparison_label, self.result.indicator.unit
        first, second = self.result.comparison_first, self.result.comparison_second
        if not label or second is None:
            return ""
        if first is None:
            return f"{label}: {amount(second, unit)}"
        return f"{label}: van {amount(first, unit)} naar {amount(second, unit)}"

    @cached_property
    def trend(self) -> Series | None:
        """What the same indicator did elsewhere in the same time, where that can be taken off the change."""
        first, second = self.result.comparison_first, self.result.comparison_second
        if first is None or second is None or left_after_trend(self.result.measured) is None:
            return None
        label = self.result.comparison_label or "elders in die tijd"
        return Series(label, (("Voor", first), ("Na", second)), self.unit)

    @property
    def left(self) -> str:
        """What is left of the change after the trend; empty when there is none."""
        found = left_after_trend(self.result.measured) if self.trend else None
        if found is None:
            return ""
        over = signed(Decimal(str(found.left)), 1)
        return f"{over} procentpunt" if self.is_share else over

    @property
    def letters(self) -> tuple[str, ...]:
        """The certainty letters of its sources, each once."""
        return tuple(sorted({letter for source in self.sources for letter in source.letters}))


def rows_of_results(results: Any) -> list[ResultRow]:
    """The rows of a queryset of results, in its order. Three queries."""
    return list(rows_by_id(results).values())


def rows_with_keys(result_ids: Collection[int], known: Organisations) -> dict[int, ResultRow]:
    """The rows of the results with these database keys, in any order. Two queries, and one for cases not `known`.

    Cards are kept in memory with their rows, so the text of the case is not read with it.
    """
    results = Result.objects.filter(pk__in=result_ids).select_related("indicator", "page").defer(*CASE_TEXT).order_by()
    return rows_by_id(results, known) if result_ids else {}


def rows_of_case(page: Any) -> list[ResultRow]:
    """The rows of one case, also of a preview whose rows are not saved. A fixed number of queries."""
    return case_rows(page, case_organisations(page), child_rows([page], "results")[0])


def case_organisations(page: Any) -> tuple[Organisation, ...]:
    """The organisations of one case with their families and successors, also of a preview."""
    [links] = child_rows([page], "organisations")
    known = _organisations([link.organisation_id for link in links if link.organisation_id])
    return tuple(known[link.organisation_id] for link in links if link.organisation_id in known)


@each_by_stamp
def _organisations(keys: Collection[int]) -> dict[int, Organisation]:
    return Organisation.objects.select_related("family", "replaced_by").in_bulk(keys)


@each_by_stamp
def _indicators(keys: Collection[int]) -> dict[int, Indicator]:
    return Indicator.objects.in_bulk(keys)


def case_rows(page: Any, organisations: tuple[Organisation, ...], results: Sequence[Any]) -> list[ResultRow]:
    """The rows of those results of a case that have an indicator. Two queries."""
    indicators = _indicators([result.indicator_id for result in results if result.indicator_id])
    complete = [result for result in results if result.indicator_id in indicators]
    for result in complete:
        result.indicator = indicators[result.indicator_id]
    return [
        ResultRow(result, page, organisations, sources)
        for result, sources in zip(complete, child_rows(complete, "sources"), strict=True)
    ]


def rows_by_id(results: Any, known: Organisations = MappingProxyType({})) -> dict[int, ResultRow]:
    """The rows of a queryset of results by their database key, in its order.

    Two queries, and one for the organisations of cases of which they are not `known` yet.
    """
    loaded = list(results)
    sources: dict[int, list[ResultSource]] = defaultdict(list)
    for source in ResultSource.objects.filter(result_id__in=[result.pk for result in loaded]):
        sources[source.result_id].append(source)
    unknown = {result.page_id for result in loaded} - known.keys()
    organisations = {**known, **organisations_of(unknown)} if unknown else known
    return {
        result.pk: ResultRow(result, result.page, organisations[result.page_id], sources[result.pk])
        for result in loaded
    }


@each_by_stamp
def organisations_of(case_ids: Collection[int]) -> dict[int, tuple[Organisation, ...]]:
    """The organisations of each of these cases with their families, in the editor's order. One query."""
    found: dict[int, list[Organisation]] = {case_id: [] for case_id in case_ids}
    links = CaseOrganisation.objects.filter(page_id__in=found).select_related("organisation__family")
    for link in links.order_by("sort_order", "pk"):
        found[link.page_id].append(link.organisation)
    return {case_id: tuple(organisations) for case_id, organisations in found.items()}


def period_words(result: Result) -> tuple[str, str]:
    """When it was measured, and what the source says instead when it does not say that."""
    first, second = format_period(result.first_period), format_period(result.second_period)
    spoken = f"{first} en {second}" if first and second and first != second else second or first
    if spoken:
        return spoken, result.period_text
    if result.period_not_published:
        return "", result.period_text
    return result.period_text, ""
