"""The table of one indicator and the chart drawn from it: rows, what all say together, and an axis. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.charts.captions import chart_sentence, count_directions
from cases.figures.display import FigureKind, amount
from cases.results.result_row import ResultRow, Trend
from cases.summaries.dto import IndicatorEvidence, PooledEvidence
from core.charts.axis import Axis, build_axis
from core.text.numbers import signed
from evidence import Scale, carry_over, typical_start
from evidence.notation import percent
from vocabulary.models import Indicator


@dataclass(frozen=True)
class TrendLine:
    """What happened elsewhere, drawn under the row it is taken off."""

    trend: Trend
    first_at: Decimal
    second_at: Decimal


@dataclass(frozen=True)
class ChartRow:
    """A row with its two positions (0 to 100) on the axis of its table."""

    row: ResultRow
    first_at: Decimal
    second_at: Decimal
    trend: TrendLine | None = None


@dataclass(frozen=True)
class PooledRow:
    """The organisations together at a usual start: mean with interval, and from five on the range for a next one.

    Text in percent; positions 0 to 100. `low_at` to `high_at` is the interval, `next_*` is None below five.
    """

    organisations: int
    start: str
    expected: str
    difference: str
    interval: str
    start_at: Decimal
    expected_at: Decimal
    low_at: Decimal
    high_at: Decimal
    next_range: str
    next_low_at: Decimal | None
    next_high_at: Decimal | None
    caution: bool


@dataclass(frozen=True)
class IndicatorTable:
    """One indicator, never two: rows with both numbers, drawn on one axis from zero."""

    indicator: Indicator
    words: tuple[str, str]
    axis: Axis
    rows: tuple[ChartRow, ...]
    pooled: PooledRow | None
    sentence: str


@dataclass(frozen=True)
class _Shares:
    """The pooled shares in percent, before they are on an axis."""

    start: float
    expected: float
    low: float
    high: float
    next_low: float | None
    next_high: float | None


def indicator_tables(rows: Sequence[ResultRow], evidence: IndicatorEvidence | None = None) -> list[IndicatorTable]:
    """The tables of one indicator: shares and plain values never share an axis. Rows that are not drawn are left out.

    `evidence` is its summary; what is pooled stands under the shares.
    """
    pairs = [row for row in rows if is_drawn(row)]
    groups = ([row for row in pairs if row.figure.is_share is is_share] for is_share in (True, False))
    return [_table(group, evidence) for group in groups if group]


def is_drawn(row: ResultRow) -> bool:
    """True for a row with two numbers, when neither those nor the trend beside them lie below zero."""
    values = (row.figure.first_value, row.figure.second_value)
    trend = (row.trend.first_value, row.trend.second_value) if row.trend else ()
    return row.figure.kind is FigureKind.PAIR and all(value is None or value >= 0 for value in (*values, *trend))


def _table(rows: Sequence[ResultRow], evidence: IndicatorEvidence | None) -> IndicatorTable:
    indicator, is_share = rows[0].indicator, rows[0].figure.is_share
    unit = "percent" if is_share else indicator.unit
    pooled = evidence.pooled if evidence and is_share else None
    shares = _pooled_shares(pooled, rows) if pooled else None
    values = [value for row in rows for value in (_first(row), _second(row))]
    values += [value for row in rows if row.trend for value in (row.trend.first_value, row.trend.second_value)]
    if shares:
        numbers = (shares.start, shares.low, shares.high, shares.next_low, shares.next_high)
        values += [Decimal(str(value)) for value in numbers if value is not None]
    axis = build_axis(values, lambda value: amount(value, unit), is_share=is_share)
    contrasts = {row.contrast_words for row in rows}
    pooled_row = _pooled_row(pooled, shares, axis) if pooled and shares else None
    conclusion = evidence.scope.sentences[-1] if evidence and pooled_row else ""
    return IndicatorTable(
        indicator=indicator,
        words=contrasts.pop() if len(contrasts) == 1 else ("voor of zonder", "na of met"),
        axis=axis,
        rows=tuple(ChartRow(row, axis.at(_first(row)), axis.at(_second(row)), _trend(row, axis)) for row in rows),
        pooled=pooled_row,
        sentence=conclusion or chart_sentence(rows, count_directions(rows)),
    )


def _first(row: ResultRow) -> Decimal:
    return Decimal(row.figure.first_value or 0)


def _second(row: ResultRow) -> Decimal:
    return Decimal(row.figure.second_value or 0)


def _trend(row: ResultRow, axis: Axis) -> TrendLine | None:
    trend = row.trend
    return TrendLine(trend, axis.at(trend.first_value), axis.at(trend.second_value)) if trend else None


def _pooled_shares(pooled: PooledEvidence, rows: Sequence[ResultRow]) -> _Shares | None:
    firsts = [row.effect.first for row in rows if row.effect.variance is not None and row.effect.first is not None]
    if pooled.scale is not Scale.LOG_ODDS or not firsts:
        return None
    start = typical_start(firsts)
    nexts = (pooled.next_low, pooled.next_high)
    next_low, next_high = (None if value is None else carry_over(start, value) for value in nexts)
    expected, low, high = (carry_over(start, value) for value in (pooled.estimate, pooled.low, pooled.high))
    return _Shares(start, expected, low, high, next_low, next_high)


def _pooled_row(pooled: PooledEvidence, shares: _Shares, axis: Axis) -> PooledRow:
    def at(share: float) -> Decimal:
        return axis.at(Decimal(str(share)))

    low, high = (_points(share - shares.start) for share in (shares.low, shares.high))
    wide = shares.next_low is not None and shares.next_high is not None
    return PooledRow(
        organisations=pooled.k,
        start=percent(shares.start),
        expected=percent(shares.expected),
        difference=f"{_points(shares.expected - shares.start)} procentpunt",
        interval=f"{low} tot {high}",
        start_at=at(shares.start),
        expected_at=at(shares.expected),
        low_at=at(shares.low),
        high_at=at(shares.high),
        next_range=f"{percent(shares.next_low or 0)} tot {percent(shares.next_high or 0)}" if wide else "",
        next_low_at=None if shares.next_low is None else at(shares.next_low),
        next_high_at=None if shares.next_high is None else at(shares.next_high),
        caution=pooled.caution,
    )


def _points(value: float) -> str:
    return signed(Decimal(str(value)), 1)
