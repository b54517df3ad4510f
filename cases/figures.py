"""A result in words and positions: what a card, a table and a chart show of it. No database, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.change import Change, Published
from cases.choices import Contrast, Direction, Outcome, Shape
from core import notation

_HUNDRED = Decimal(100)
_NICE_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


class FigureKind(StrEnum):
    """How a result can be drawn."""

    PAIR = "pair"  # two numbers and a bar from zero
    CHANGE = "change"  # only how much it changed: a hatched bar, there is no baseline
    WORDS = "words"  # only words
    SINGLE = "single"  # one number
    CONTEXT = "context"  # nothing to draw


@dataclass(frozen=True)
class Figure:
    """Ready to show. `first`, `second`, `headline` and `difference` are text in Dutch notation.

    `first_at` and `second_at` are positions from 0 to 100 on an axis from 0 to `axis_end`; None when not drawn.
    """

    kind: FigureKind
    direction: Direction
    headline: str
    first: str = ""
    second: str = ""
    difference: str = ""
    relative: str = ""
    first_at: Decimal | None = None
    second_at: Decimal | None = None
    axis_end: str = ""
    qualifier: str = ""


def build_figure(published: Published, change: Change, unit: str, contrast: str, qualifier: str = "") -> Figure:
    """The figure of a result, from its published numbers and what follows from them.

    `unit` is an `Indicator.Unit` value; `qualifier` the Dutch word before the figure (ruim, bijna, circa) or empty.
    """
    shape = published.shape
    if shape in (Shape.COUNTS, Shape.SHARE, Shape.VALUE) and change.first is not None and change.second is not None:
        return _pair(published, change, unit, qualifier)
    if shape == Shape.SINGLE and published.second is not None:
        return _single(published, change, unit, qualifier)
    if shape == Shape.TEXT:
        return Figure(FigureKind.WORDS, change.direction, _in_words(published.outcome, contrast))
    headline = _change_headline(published, qualifier)
    if headline:
        return Figure(
            FigureKind.CHANGE,
            change.direction,
            headline,
            difference=headline,
            qualifier=qualifier,
            relative=headline if shape in (Shape.RELATIVE, Shape.RANGE) else "",
        )
    return Figure(FigureKind.CONTEXT, change.direction, "")


def amount(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A value with its unit: `34%`, `33.000`, `£ 6,62`."""
    text = notation.number(value, decimals)
    if unit == "percent":
        return f"{text}%"
    if unit in ("gbp", "eur"):
        return f"{'£' if unit == 'gbp' else '€'} {text}"
    return text


def axis_end(largest: Decimal) -> Decimal:
    """The end of an axis from zero: the first round number (1, 2 or 5 times a power of ten) not below `largest`."""
    if largest <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(largest.adjusted())
    return next(step * power for step in _NICE_STEPS if step * power >= largest)


def _pair(published: Published, change: Change, unit: str, qualifier: str) -> Figure:
    assert change.first is not None and change.second is not None  # noqa: S101 - checked by the caller
    is_share = published.shape in (Shape.COUNTS, Shape.SHARE)
    decimals = 1 if published.shape == Shape.COUNTS else None
    shown_unit = "percent" if is_share else unit
    end = _HUNDRED if is_share else axis_end(max(change.first, change.second))
    first, second = (amount(value, shown_unit, decimals) for value in (change.first, change.second))
    if is_share:
        difference = f"{notation.signed(change.points or Decimal(0), 1)} procentpunt"
    else:
        difference = notation.signed(change.second - change.first)
    return Figure(
        FigureKind.PAIR,
        change.direction,
        f"{first} → {second}",
        first,
        second,
        difference,
        f"{notation.signed(change.relative, 0)}%" if change.relative is not None else "",
        change.first * _HUNDRED / end,
        change.second * _HUNDRED / end,
        amount(end, shown_unit),
        qualifier,
    )


def _single(published: Published, change: Change, unit: str, qualifier: str) -> Figure:
    assert published.second is not None  # noqa: S101 - checked by the caller
    total = published.second_total
    end = Decimal(total) if total else (_HUNDRED if unit == "percent" else axis_end(published.second))
    drawn = total is not None or unit == "percent"
    second = amount(published.second, unit)
    return Figure(
        FigureKind.SINGLE,
        change.direction,
        " ".join(part for part in (qualifier, second) if part),
        second=second,
        second_at=published.second * _HUNDRED / end if drawn else None,
        axis_end=amount(end, unit) if drawn else "",
        qualifier=qualifier,
    )


def _change_headline(published: Published, qualifier: str) -> str:
    word = f"{qualifier} " if qualifier else ""
    if published.change_points is not None:
        return f"{word}{notation.signed(published.change_points)} procentpunt"
    if published.change_factor is not None:
        return f"{word}{notation.number(published.change_factor)} keer zo veel"
    if published.change_relative is not None:
        return f"{word}{notation.signed(published.change_relative)}%"
    if published.change_low is not None and published.change_high is not None:
        low, high = (notation.number(each) for each in sorted((abs(published.change_low), abs(published.change_high))))
        if published.change_low < 0 and published.change_high < 0:
            return f"{word}{low} tot {high}% minder"
        if published.change_low > 0 and published.change_high > 0:
            return f"{word}{low} tot {high}% meer"
        return f"{word}{notation.signed(published.change_low)} tot {notation.signed(published.change_high)}%"
    return ""


def _in_words(outcome: str, contrast: str) -> str:
    if outcome == Outcome.SAME:
        return "Geen effect" if contrast == Contrast.WITHOUT_WITH else "Geen verschil"
    words = {Outcome.ROSE.value: "Hoger", Outcome.FELL.value: "Lager", Outcome.MIXED.value: "Wisselend"}
    return words.get(outcome, "")
