"""A result in words and positions: what a card, a table and a chart show of it. No database, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.choices import Contrast, Direction, Outcome, Shape
from cases.figures.computed_change import Change
from cases.figures.published_figures import Published
from core.charts.axis import Axis, build_axis
from core.text import numbers

_HUNDRED = Decimal(100)


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

    `first_at` and `second_at` are positions from 0 to 100 on an axis from `axis_start` (zero) to `axis_end`; None when
    not drawn. `main` and `suffix` are the headline without its qualifier, as a large figure and the words behind it.
    `first_value` and `second_value` are what is drawn, for a chart with an axis of its own.
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
    axis_start: str = ""
    main: str = ""
    suffix: str = ""
    is_share: bool = False
    first_value: Decimal | None = None
    second_value: Decimal | None = None

    @property
    def missing(self) -> str:
        """What the source does not give, when there is no bar from zero."""
        if self.kind is FigureKind.WORDS:
            return "cijfers niet gepubliceerd"
        if self.kind is FigureKind.SINGLE:
            return "geen beginstand"
        if self.kind is FigureKind.PAIR:
            return "onder nul: geen balk"
        return "beginstand niet gepubliceerd"

    @property
    def width(self) -> str:
        """How much room it takes, so that the letters can shrink to one line: `wide`, `long` or empty."""
        length = len(self.first) + len(self.second) if self.first else len(self.main)
        if length > (9 if self.first else 8):
            return "long"
        return "wide" if self.first and length > 6 else ""


def build_figure(published: Published, change: Change, unit: str, contrast: str, qualifier: str = "") -> Figure:
    """The figure of a result, from its published numbers and what follows from them.

    `unit` is an `Indicator.Unit` value; `qualifier` the Dutch word before the figure (ruim, bijna, circa) or empty.
    """
    kind = kind_of(published, change)
    if kind is FigureKind.PAIR:
        return _pair(published, change, unit, qualifier)
    if kind is FigureKind.SINGLE:
        return _single(published, change, unit, qualifier)
    if kind is FigureKind.WORDS:
        words = _in_words(published.outcome, contrast)
        return Figure(kind, change.direction, words, main=words)
    if kind is FigureKind.CONTEXT:
        return Figure(kind, change.direction, "")
    main, suffix = _change_words(published)
    headline = " ".join(part for part in (qualifier, main, suffix) if part)
    return Figure(
        kind,
        change.direction,
        headline,
        difference=headline,
        qualifier=qualifier,
        relative=headline if published.shape in (Shape.RELATIVE, Shape.RANGE) else "",
        main=main,
        suffix=suffix,
    )


def kind_of(published: Published, change: Change) -> FigureKind:
    """How the result can be drawn, without drawing it."""
    shape = published.shape
    if shape in (Shape.COUNTS, Shape.SHARE, Shape.VALUE) and change.first is not None and change.second is not None:
        return FigureKind.PAIR
    if shape == Shape.SINGLE and published.second is not None:
        return FigureKind.SINGLE
    if shape == Shape.TEXT:
        return FigureKind.WORDS
    return FigureKind.CHANGE if _change_words(published)[0] else FigureKind.CONTEXT


def amount(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A value with its unit: `34%`, `33.000`, `£ 6,62`."""
    text = numbers.number(value, decimals).replace("-", "\N{MINUS SIGN}")
    if unit == "percent":
        return f"{text}%"
    if unit in ("gbp", "eur"):
        return f"{'£' if unit == 'gbp' else '€'} {text}"
    return text


def _pair(published: Published, change: Change, unit: str, qualifier: str) -> Figure:
    assert change.first is not None and change.second is not None  # noqa: S101 - checked by the caller
    is_share = published.shape in (Shape.COUNTS, Shape.SHARE)
    decimals = 1 if published.shape == Shape.COUNTS else None
    shown_unit = "percent" if is_share else unit
    axis = _own_axis([change.first, change.second], shown_unit, is_share=is_share)
    first, second = (amount(value, shown_unit, decimals) for value in (change.first, change.second))
    if is_share:
        difference = f"{numbers.signed(change.points or Decimal(0), 1)} procentpunt"
    else:
        difference = numbers.signed(change.second - change.first)
    return Figure(
        FigureKind.PAIR,
        change.direction,
        f"{first} → {second}",
        first,
        second,
        difference,
        f"{numbers.signed(change.relative, 0)}%" if change.relative is not None else "",
        *_places(axis, change.first, change.second),
        axis.last,
        qualifier,
        axis.first,
        second,
        is_share=is_share,
        first_value=change.first,
        second_value=change.second,
    )


def _single(published: Published, change: Change, unit: str, qualifier: str) -> Figure:
    assert published.second is not None  # noqa: S101 - checked by the caller
    total = published.second_total
    end = Decimal(total) if total else (_HUNDRED if unit == "percent" else None)
    if end is not None and not 0 <= published.second <= end:
        end = None
    second = amount(published.second, unit)
    return Figure(
        FigureKind.SINGLE,
        change.direction,
        " ".join(part for part in (qualifier, second) if part),
        second=second,
        second_at=published.second * _HUNDRED / end if end else None,
        axis_end=amount(end, unit) if end else "",
        qualifier=qualifier,
        axis_start=amount(Decimal(0), unit) if end else "",
        main=second,
    )


def _own_axis(values: list[Decimal], unit: str, *, is_share: bool) -> Axis:
    """The axis of one figure on its own: the whole for a share, otherwise just beyond the largest value."""
    if is_share:
        values = [*values, _HUNDRED]
    return build_axis(values, lambda value: amount(value, unit), is_share=is_share)


def _places(axis: Axis, first: Decimal, second: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Both positions; none at all when a value lies below the zero the axis starts at."""
    return (axis.at(first), axis.at(second)) if min(first, second) >= 0 else (None, None)


def _change_words(published: Published) -> tuple[str, str]:
    """The change as a large figure and the words behind it; both empty when the source gives none."""
    if published.change_points is not None:
        return numbers.signed(published.change_points), "procentpunt"
    if published.change_factor is not None:
        return f"{numbers.number(published.change_factor)} keer", "zo veel"
    if published.change_relative is not None:
        return f"{numbers.signed(published.change_relative)}%", ""
    low, high = published.change_low, published.change_high
    if low is None or high is None:
        return "", ""
    if low * high > 0:
        near, far = (numbers.number(each) for each in sorted((abs(low), abs(high))))
        return f"{near} tot {far}%", "minder" if low < 0 else "meer"
    return f"{numbers.signed(low)} tot {numbers.signed(high)}%", ""


def _in_words(outcome: str, contrast: str) -> str:
    if outcome == Outcome.SAME:
        return "Geen effect" if contrast == Contrast.WITHOUT_WITH else "Gelijk gebleven"
    words = {Outcome.ROSE.value: "Hoger", Outcome.FELL.value: "Lager", Outcome.MIXED.value: "Wisselend"}
    return words.get(outcome, "")
