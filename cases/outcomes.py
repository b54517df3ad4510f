"""What the results of a method say together: how many better, the same, worse. Never one mixed score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cases.choices import Design, Direction
from cases.figures import FigureKind
from cases.public import counting_results
from cases.rows import ResultRow, rows_of_methods

_DESIGN_ORDER = [Design.RANDOMISED, Design.STAGGERED, Design.COMPARISON, Design.WITH_TREND, Design.BEFORE_AFTER]
_KIND_ORDER = [FigureKind.PAIR, FigureKind.CHANGE, FigureKind.WORDS, FigureKind.SINGLE, FigureKind.CONTEXT]


@dataclass(frozen=True)
class MethodOutcome:
    """The direction over all counting results, how many of each, and one row to show on a card."""

    direction: Direction | None
    counts: tuple[tuple[Direction, int], ...]
    shown: ResultRow | None

    @property
    def label(self) -> str:
        return str(self.direction.label) if self.direction else "Nog geen resultaat"

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


NO_RESULT = MethodOutcome(None, (), None)


def summarise(rows: Sequence[ResultRow]) -> MethodOutcome:
    """The outcome of a method from its rows.

    Better and worse together, or either beside no difference, is `wisselend`; rows that say nothing about a direction
    (a single measurement) decide only when there is nothing else.
    """
    if not rows:
        return NO_RESULT
    counted = Counter(row.direction for row in rows)
    telling = [direction for direction in counted if direction is not Direction.UNKNOWN]
    only = telling[0] if telling else Direction.UNKNOWN
    direction = Direction.MIXED if len(telling) > 1 else only
    counts = tuple((each, counted[each]) for each in Direction if counted[each])
    return MethodOutcome(direction, counts, min(rows, key=_shown_first))


def method_outcomes(method_ids: Collection[int]) -> dict[int, MethodOutcome]:
    """The outcome per method, from public counting results. A fixed number of queries."""
    found = rows_of_methods(counting_results(), method_ids)
    return {method_id: summarise(found.get(method_id, [])) for method_id in method_ids}


def _shown_first(row: ResultRow) -> tuple[int, int, int]:
    design = _DESIGN_ORDER.index(Design(row.design)) if row.design in Design.values else len(_DESIGN_ORDER)
    return (_KIND_ORDER.index(row.figure.kind), design, row.case_number)
