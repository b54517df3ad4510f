"""A figure as a bar from zero: where it is filled, where the marks stand and which words fit below. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.charts.axis import Axis
from core.charts.series import Series

_TWENTY, _EDGE, _NEAR_START, _NEAR_END = Decimal(20), Decimal(90), Decimal(14), Decimal(85)
_LONG_END = 6


@dataclass(frozen=True)
class MeterLabel:
    """A word under the bar; `anchor` is an SVG text-anchor, `is_now` marks the number it ended with."""

    at: Decimal
    text: str
    anchor: str
    is_now: bool = False


@dataclass(frozen=True)
class Meter:
    """Positions are 0 to 100. `change_width` is 0 when there is nothing to compare with."""

    filled: Decimal
    change_width: Decimal
    marks: tuple[Decimal, ...]
    labels: tuple[MeterLabel, ...]
    start: str
    end: str
    two_lines: bool


def build_meter(series: Series, axis: Axis, *, named: bool) -> Meter:
    """The bar of one value, or of two of which the second is the later one. `named` writes their names below."""
    places = tuple(axis.at(value) for value in series.values)
    low, high = min(places), max(places)
    if len(places) == 1:
        return Meter(low, Decimal(0), places, (), axis.first, axis.last, two_lines=False)
    limit = _NEAR_END if len(axis.last) < _LONG_END else Decimal(60)
    (first, _), (second, _) = series.points
    labels = _labels(places[0], places[1], (first, second)) if named else ()
    crowded = bool(labels) and (high > limit or low < _NEAR_START)
    return Meter(low, high - low, places, labels, axis.first, axis.last, crowded)


def _labels(first: Decimal, second: Decimal, words: tuple[str, str]) -> tuple[MeterLabel, ...]:
    """One word per mark; only that of the end when two words cannot stand beside each other at the edge."""
    low, high = min(first, second), max(first, second)
    if first == second:
        return (MeterLabel(first, f"{words[0]} en {words[1]}", _anchor(first), is_now=True),)
    if high - low >= _TWENTY:
        return (
            MeterLabel(first, words[0], _anchor(first)),
            MeterLabel(second, words[1], _anchor(second), is_now=True),
        )
    if low < _NEAR_START or high > _NEAR_END:
        return (MeterLabel(second, words[1], _anchor(second), is_now=True),)
    return (
        MeterLabel(first, words[0], "end" if first < second else "start"),
        MeterLabel(second, words[1], "end" if second < first else "start", is_now=True),
    )


def _anchor(place: Decimal) -> str:
    """Under the mark, but never outside the bar."""
    if place > _EDGE:
        return "end"
    return "start" if place < 100 - _EDGE else "middle"
