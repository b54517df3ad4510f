"""The table of one indicator and the chart drawn from it: rows, what all say together, and an axis. No database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cases.charts.captions import chart_sentence, count_directions
from cases.figures.display import FigureKind
from cases.results.result_row import ResultRow
from cases.summaries.dto import IndicatorEvidence
from core.charts.axis import Axis, build_axis
from core.text.numbers import amount, signed
from evidence import Scale, carry_over, typical_start
from evidence.notation import percent
from vocabulary.models import Indicator


@dataclass(frozen=True)
class PooledRow:
    """The organisations together at a usual start: mean with interval, and from five on the range for a next one.

    Shares in percent; `next_*` is None below five.
    """

    organisations: int
    start: float
    expected: float
    low: float
    high: float
    next_low: float | None
    next_high: float | None
    caution: bool

    @property
    def values(self) -> list[Decimal]:
        """What stands on the axis."""
        shares = (self.start, self.low, self.high, self.next_low, self.next_high)
        return [Decimal(str(share)) for share in shares if share is not None]

    @property
    def start_text(self) -> str:
        return percent(self.start)

    @property
    def expected_text(self) -> str:
        return percent(self.expected)

    @property
    def difference(self) -> str:
        return f"{_points(self.expected - self.start)} procentpunt"

    @property
    def interval(self) -> str:
        return f"{_points(self.low - self.start)} tot {_points(self.high - self.start)}"

    @property
    def next_range(self) -> str:
        if self.next_low is None or self.next_high is None:
            return ""
        return f"{percent(self.next_low)} tot {percent(self.next_high)}"


@dataclass(frozen=True, eq=False)
class IndicatorTable:
    """One indicator, never two, with its summary in a method where it has one.

    `drawn` are its rows with two numbers, as tables with an axis each; the properties after it are theirs.
    """

    indicator: Indicator
    rows: tuple[ResultRow, ...]
    evidence: IndicatorEvidence | None = None

    @cached_property
    def drawn(self) -> tuple[IndicatorTable, ...]:
        """What can be drawn: shares and plain values never share an axis."""
        pairs = [row for row in self.rows if is_drawn(row)]
        groups = (tuple(row for row in pairs if row.is_share is is_share) for is_share in (True, False))
        return tuple(IndicatorTable(self.indicator, group, self.evidence) for group in groups if group)

    @property
    def plain(self) -> tuple[ResultRow, ...]:
        """The rows that cannot be drawn."""
        return tuple(row for row in self.rows if not is_drawn(row))

    @property
    def words(self) -> tuple[str, str]:
        """The headings of the two columns of figures."""
        contrasts = {row.contrast_words for row in self.rows}
        return contrasts.pop() if len(contrasts) == 1 else ("voor of zonder", "na of met")

    @cached_property
    def axis(self) -> Axis:
        """From zero to just beyond everything that is drawn on it."""
        unit = self.rows[0].unit
        values = [value for row in self.rows for value in _values(row)]
        values += self.pooled.values if self.pooled else []
        return build_axis(values, lambda value: amount(value, unit), is_share=self.rows[0].is_share)

    @cached_property
    def pooled(self) -> PooledRow | None:
        """The pooled effect, only under a table of shares (it is a log odds ratio)."""
        pooled = self.evidence.pooled if self.evidence and self.rows[0].is_share else None
        effects = [row.result.effect for row in self.rows]
        firsts = [each.first for each in effects if each.variance is not None and each.first is not None]
        if pooled is None or pooled.scale is not Scale.LOG_ODDS or not firsts:
            return None
        start = typical_start(firsts)
        expected, low, high = (carry_over(start, value) for value in (pooled.estimate, pooled.low, pooled.high))
        nexts = (pooled.next_low, pooled.next_high)
        next_low, next_high = (None if value is None else carry_over(start, value) for value in nexts)
        return PooledRow(pooled.k, start, expected, low, high, next_low, next_high, pooled.caution)

    @property
    def sentence(self) -> str:
        """One sentence that says what the chart shows, for who cannot see it."""
        if self.evidence and self.pooled and self.evidence.scope.sentences[-1]:
            return self.evidence.scope.sentences[-1]
        return chart_sentence(self.rows, count_directions(self.rows))


def indicator_tables(rows: Sequence[ResultRow]) -> list[IndicatorTable]:
    """The drawn tables of these rows, by indicator in their order."""
    groups: dict[int | None, list[ResultRow]] = {}
    for row in rows:
        groups.setdefault(row.indicator.pk, []).append(row)
    return [table for group in groups.values() for table in IndicatorTable(group[0].indicator, tuple(group)).drawn]


def is_drawn(row: ResultRow) -> bool:
    """True for a row with two numbers, when neither those nor the trend beside them lie below zero."""
    return row.kind is FigureKind.PAIR and min(_values(row)) >= 0


def _values(row: ResultRow) -> list[Decimal]:
    """What is drawn of a pair: both numbers, and those of the trend beside them."""
    return [*(row.sides or ()), *(row.trend.values if row.trend else ())]


def _points(value: float) -> str:
    return signed(Decimal(str(value)), 1)
