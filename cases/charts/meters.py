"""A figure as a bar from zero: where it is filled, where the marks stand and which words fit below. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cases.figures.display import Figure

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


def build_meter(figure: Figure, words: tuple[str, str] | None = None) -> Meter | None:
    """The bar of a figure, or None when it has no number on an axis. `words` are written under the two marks."""
    first, second = figure.first_at, figure.second_at
    if second is None:
        return None
    if first is None:
        return Meter(second, Decimal(0), (second,), (), figure.axis_start, figure.axis_end, two_lines=False)
    low, high = min(first, second), max(first, second)
    limit = _NEAR_END if len(figure.axis_end) < _LONG_END else Decimal(60)
    labels = _labels(first, second, words) if words else ()
    crowded = bool(labels) and (high > limit or low < _NEAR_START)
    return Meter(low, high - low, (first, second), labels, figure.axis_start, figure.axis_end, crowded)


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
