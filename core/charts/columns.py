"""A series as columns from zero: positions for a drawing, words for its table. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.charts.axis import build_axis
from core.charts.series import Series
from core.text.numbers import sentence_case

# In pixels, so that text never shrinks: the whole drawing, room above for a value and below for its name.
HEIGHT, _TOP, _BOTTOM = 192, 24, 26
# In percent of the width: room on the left for the numbers of the axis, and how much of its place a column takes.
_LEFT, _FILLED = Decimal(16), Decimal("0.68")


@dataclass(frozen=True)
class Column:
    """One value. `x`, `width` and `middle` are percent of the width; the rest is pixels from the top."""

    name: str
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
    label: str
    columns: tuple[Column, ...]
    lines: tuple[GridLine, ...]
    sentence: str
    height: int = HEIGHT
    name_at: int = HEIGHT - 6


def column_chart(series: Series) -> ColumnChart | None:
    """The drawing of a series over time, or None when there are fewer than two values or one is below zero."""
    if len(series.points) < 2 or min(series.values) < 0:
        return None
    axis = build_axis(series.values, series.text, is_share=series.unit == "percent")
    room = Decimal(HEIGHT - _TOP - _BOTTOM)
    place = (100 - _LEFT) / len(series.points)

    def down(position: Decimal) -> Decimal:
        return (_TOP + room * (1 - position / 100)).quantize(Decimal("0.1"))

    columns = []
    for number, (name, value) in enumerate(series.points):
        x = _LEFT + place * number + place * (1 - _FILLED) / 2
        top = down(axis.at(value))
        columns.append(
            Column(
                name=name,
                value=series.text(value),
                x=x,
                width=place * _FILLED,
                middle=x + place * _FILLED / 2,
                top=top,
                height=HEIGHT - _BOTTOM - top,
                is_last=number == len(series.points) - 1,
            )
        )
    first, last = columns[0], columns[-1]
    sentence = f"{series.label}: {first.value} in {first.name} en {last.value} in {last.name}."
    lines = tuple(GridLine(down(position), text) for position, text in axis.ticks)
    return ColumnChart(series.label, tuple(columns), lines, sentence_case(sentence))
