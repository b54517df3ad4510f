"""A series of measurements as columns from zero: positions for a drawing, words for its table. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.figures.display import amount
from core.charts.axis import build_axis
from core.text.numbers import sentence_case

# In pixels, so that text never shrinks: the whole drawing, room above for a value and below for the moment.
HEIGHT, _TOP, _BOTTOM = 192, 24, 26
# In percent of the width: room on the left for the numbers of the axis, and how much of its place a column takes.
_LEFT, _FILLED = Decimal(16), Decimal("0.68")


@dataclass(frozen=True)
class Column:
    """One measurement. `x`, `width` and `middle` are percent of the width; the rest is pixels from the top."""

    moment: str
    value: str
    x: Decimal
    width: Decimal
    middle: Decimal
    top: Decimal
    height: Decimal
    is_last: bool

    @property
    def value_at(self) -> Decimal:
        return self.top - 7


@dataclass(frozen=True)
class GridLine:
    y: Decimal
    text: str

    @property
    def text_at(self) -> Decimal:
        return self.y - 5


@dataclass(frozen=True)
class ColumnChart:
    columns: tuple[Column, ...]
    lines: tuple[GridLine, ...]
    sentence: str
    height: int = HEIGHT
    moment_at: int = HEIGHT - 6


def column_chart(series: Sequence[tuple[str, Decimal]], label: str, unit: str) -> ColumnChart | None:
    """The drawing of a series, or None when there are fewer than two measurements or one is below zero."""
    if len(series) < 2 or min(value for _, value in series) < 0:
        return None
    axis = build_axis([value for _, value in series], lambda value: amount(value, unit), is_share=unit == "percent")
    room = Decimal(HEIGHT - _TOP - _BOTTOM)
    place = (100 - _LEFT) / len(series)

    def down(position: Decimal) -> Decimal:
        return (_TOP + room * (1 - position / 100)).quantize(Decimal("0.1"))

    columns = []
    for number, (moment, value) in enumerate(series):
        x = _LEFT + place * number + place * (1 - _FILLED) / 2
        top = down(axis.at(value))
        columns.append(
            Column(
                moment=moment,
                value=amount(value, unit),
                x=x,
                width=place * _FILLED,
                middle=x + place * _FILLED / 2,
                top=top,
                height=HEIGHT - _BOTTOM - top,
                is_last=number == len(series) - 1,
            )
        )
    (first_moment, first), (last_moment, last) = series[0], series[-1]
    sentence = f"{label}: {amount(first, unit)} in {first_moment} en {amount(last, unit)} in {last_moment}."
    lines = tuple(GridLine(down(position), text) for position, text in axis.ticks)
    return ColumnChart(tuple(columns), lines, sentence_case(sentence))
