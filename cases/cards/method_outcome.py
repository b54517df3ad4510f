"""What a method yielded, for a card: direction and level of the stored summary, with one row that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from cases.choices import Design, Direction, Relation, direction_of
from cases.figures.display import FigureKind, kind_of
from cases.figures.published_figures import COMPARISON_FIGURES, FIGURES
from cases.models import Result, ResultMethod
from cases.results.result_row import ResultRow
from cases.results.visibility import counting_results
from cases.summaries.read import EvidenceLevel
from evidence import Direction as Way
from methods.models import MethodIndicator

# What decides which result is shown.
_DECIDES = (
    *("shape", "contrast", *FIGURES, *COMPARISON_FIGURES),
    *("design", "indicator__better", "indicator__label"),
)
_DESIGN_ORDER = [Design.RANDOMISED, Design.STAGGERED, Design.COMPARISON, Design.WITH_TREND, Design.BEFORE_AFTER]
_KIND_ORDER = [FigureKind.PAIR, FigureKind.CHANGE, FigureKind.WORDS, FigureKind.SINGLE, FigureKind.CONTEXT]


@dataclass(frozen=True)
class MethodOutcome:
    """Direction and level over the main indicators, and one row of them to show; None when nothing has a direction."""

    evidence: EvidenceLevel
    shown: ResultRow | None

    @property
    def direction(self) -> Direction | None:
        return None if self.evidence.direction is Way.NO_RESULT else self.evidence.facet

    @property
    def level(self) -> int:
        return self.evidence.level


def chosen_results(levels: Mapping[int, EvidenceLevel]) -> dict[int, int]:
    """Per method with a direction the key of the public counting result to show, in three queries.

    One that says what the card says, where there is one; the best drawn and best measured first. A popular method has
    dozens of results: they are read without what only a row shows.
    """
    levels = {method_id: level for method_id, level in levels.items() if level.direction is not Way.NO_RESULT}
    if not levels:
        return {}
    main: Mapping[int, set[int]] = defaultdict(set)
    aims = MethodIndicator.objects.filter(page_id__in=levels)
    for method_id, indicator_id in aims.values_list("page_id", "indicator_id"):
        main[method_id].add(indicator_id)
    rows = ResultMethod.objects.filter(method_id__in=levels).values_list("method_id", "result_id", "relation")
    said_by = {method_id: Relation.BUNDLE if level.is_bundle else Relation.ALONE for method_id, level in levels.items()}
    links = [(method_id, result_id) for method_id, result_id, relation in rows if relation == said_by[method_id]]
    found = _lean_results({result_id for _, result_id in links})
    candidates: dict[int, list[Result]] = defaultdict(list)
    for method_id, result_id in links:
        result = found.get(result_id)
        if result and (not main[method_id] or result.indicator_id in main[method_id]):
            candidates[method_id].append(result)
    chosen = {}
    for method_id, results in candidates.items():
        said = direction_of(levels[method_id].direction)
        telling = [result for result in results if result.direction is not Direction.UNKNOWN]
        if telling:
            chosen[method_id] = min(telling, key=lambda one: _shown_first(one, said)).pk
    return chosen


def _lean_results(result_ids: Collection[int]) -> dict[int, Result]:
    """The counting ones of these results with their indicator, and the number of their case as `case_number`."""
    results = counting_results().filter(pk__in=result_ids).select_related(None).select_related("indicator").order_by()
    lean = results.annotate(case_number=F("page__number")).only(*_DECIDES)
    return {result.pk: result for result in lean}


def _shown_first(result: Any, said: Direction | None) -> tuple[bool, int, int, int, str, int]:
    """The smallest is shown."""
    design = _DESIGN_ORDER.index(Design(result.design)) if result.design in Design.values else len(_DESIGN_ORDER)
    kind = _KIND_ORDER.index(kind_of(result))
    says_another = result.direction is not said
    return (says_another, kind, design, result.case_number or 0, result.indicator.label, result.pk)
