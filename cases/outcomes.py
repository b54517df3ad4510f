"""What a method yielded, for a card: direction and level of the stored summary, with one row that shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.as_evidence import direction_of
from cases.choices import Design, Direction
from cases.figures import FigureKind
from cases.public import counting_results
from cases.rows import ResultRow, rows_of_methods
from cases.summaries.read import NO_EVIDENCE, EvidenceLevel, evidence_levels
from evidence import Direction as Way
from methods.models import MethodIndicator

_DESIGN_ORDER = [Design.RANDOMISED, Design.STAGGERED, Design.COMPARISON, Design.WITH_TREND, Design.BEFORE_AFTER]
_KIND_ORDER = [FigureKind.PAIR, FigureKind.CHANGE, FigureKind.WORDS, FigureKind.SINGLE, FigureKind.CONTEXT]


@dataclass(frozen=True)
class MethodOutcome:
    """Direction and level over the main indicators, and one row of them to show; None when nothing has a direction."""

    evidence: EvidenceLevel
    shown: ResultRow | None

    @property
    def direction(self) -> Direction | None:
        return None if self.evidence.direction is Way.NO_RESULT else direction_of(self.evidence.direction)

    @property
    def level(self) -> int:
        return self.evidence.level


NO_RESULT = MethodOutcome(NO_EVIDENCE, None)


def method_outcomes(method_ids: Collection[int]) -> dict[int, MethodOutcome]:
    """The outcome per method, from its summary and its public counting results. A fixed number of queries."""
    levels = evidence_levels(method_ids)
    rows = rows_of_methods(counting_results(), method_ids)
    main: Mapping[int, set[int]] = defaultdict(set)
    aims = MethodIndicator.objects.filter(page_id__in=method_ids)
    for method_id, indicator_id in aims.values_list("page_id", "indicator_id"):
        main[method_id].add(indicator_id)
    return {
        method_id: MethodOutcome(levels[method_id], _shown(rows.get(method_id, ()), main[method_id], levels[method_id]))
        for method_id in method_ids
    }


def count_directions(rows: Sequence[ResultRow]) -> tuple[tuple[Direction, int], ...]:
    """How many rows went each way, best first."""
    counted = Counter(row.direction for row in rows)
    return tuple((each, counted[each]) for each in Direction if counted[each])


def _shown(rows: Sequence[ResultRow], main: set[int], evidence: EvidenceLevel) -> ResultRow | None:
    """A row that says what the card says, where there is one; the best drawn and best measured first."""
    if evidence.direction is Way.NO_RESULT:
        return None
    telling = [row for row in rows if row.direction is not Direction.UNKNOWN and (not main or row.indicator.pk in main)]
    said = direction_of(evidence.direction)
    return min(telling, key=lambda row: (row.direction is not said, *_shown_first(row)), default=None)


def _shown_first(row: ResultRow) -> tuple[int, int, int]:
    design = _DESIGN_ORDER.index(Design(row.design)) if row.design in Design.values else len(_DESIGN_ORDER)
    return (_KIND_ORDER.index(row.figure.kind), design, row.case_number)
