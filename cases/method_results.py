"""What a method yielded, as its page shows it: charts per indicator, a table of the rest, and counts. No averages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.axes import Axis, build_axis
from cases.figures import FigureKind, amount
from cases.outcomes import MethodOutcome, summarise
from cases.public import counting_results
from cases.rows import ResultRow, rows_of_methods
from cases.sentences import chart_sentence, counted
from core.related import child_rows
from vocabulary.models import Indicator


@dataclass(frozen=True)
class ChartRow:
    """A row with its two positions (0 to 100) on the axis of its table."""

    row: ResultRow
    first_at: Decimal
    second_at: Decimal


@dataclass(frozen=True)
class IndicatorTable:
    """One indicator, never two: rows with both numbers, drawn on one axis from zero.

    `is_main` says that the method aims at this indicator; another one is a guard.
    """

    indicator: Indicator
    words: tuple[str, str]
    axis: Axis
    rows: tuple[ChartRow, ...]
    sentence: str
    is_main: bool


@dataclass(frozen=True)
class MethodResults:
    """Everything under ‘Wat het opleverde’. `plain` are the rows without two numbers to draw."""

    outcome: MethodOutcome
    counted: str
    tables: tuple[IndicatorTable, ...]
    plain: tuple[ResultRow, ...]

    @property
    def rows(self) -> list[ResultRow]:
        return [chart.row for table in self.tables for chart in table.rows] + list(self.plain)

    @property
    def cases(self) -> int:
        return len({row.case_id for row in self.rows})

    @property
    def organisations(self) -> int:
        return len({name for row in self.rows for name in row.organisations})

    @property
    def indicators(self) -> int:
        return len({row.indicator.pk for row in self.rows})

    @property
    def compared(self) -> int:
        """How many rows had something beside them that tells what would have happened without."""
        return sum(row.has_control for row in self.rows)

    @property
    def observed(self) -> int:
        """How many rows are an uncontrolled before-after."""
        return sum(row.is_observed and row.compares for row in self.rows)


def method_results(page: Any) -> MethodResults:
    """The results that count for a method page. A fixed number of queries; empty for one that is not saved yet."""
    if page.pk is None:
        return arrange([], frozenset())
    [main] = child_rows([page], "main_indicators")
    rows = rows_of_methods(counting_results(), [page.pk]).get(page.pk, [])
    return arrange(rows, frozenset(row.indicator_id for row in main))


def arrange(rows: Sequence[ResultRow], main_indicators: frozenset[int]) -> MethodResults:
    """Charts and tables from rows: what the method aims at first, then most rows first, then in the order found."""
    groups: dict[tuple[int, bool], list[ResultRow]] = defaultdict(list)
    plain = []
    for row in rows:
        if row.figure.kind is FigureKind.PAIR:
            groups[(row.indicator.pk, row.figure.is_share)].append(row)
        else:
            plain.append(row)
    tables = [
        _table(group, is_main=not main_indicators or indicator_id in main_indicators)
        for (indicator_id, _), group in groups.items()
    ]
    tables.sort(key=lambda table: (not table.is_main, -len(table.rows)))
    outcome = summarise(rows)
    return MethodResults(outcome, counted(outcome.counts), tuple(tables), tuple(plain))


def _table(rows: Sequence[ResultRow], *, is_main: bool) -> IndicatorTable:
    indicator, is_share = rows[0].indicator, rows[0].figure.is_share
    unit = "percent" if is_share else indicator.unit
    pairs = [(row, row.figure.first_value or Decimal(0), row.figure.second_value or Decimal(0)) for row in rows]
    axis = build_axis(
        [value for _, first, second in pairs for value in (first, second)],
        lambda value: amount(value, unit),
        is_share=is_share,
    )
    contrasts = {row.contrast_words for row in rows}
    return IndicatorTable(
        indicator=indicator,
        words=contrasts.pop() if len(contrasts) == 1 else ("voor of zonder", "na of met"),
        axis=axis,
        rows=tuple(ChartRow(row, axis.at(first), axis.at(second)) for row, first, second in pairs),
        sentence=chart_sentence(rows, summarise(rows).counts),
        is_main=is_main,
    )
