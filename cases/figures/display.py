"""The figures of a result as they are written and drawn. No database, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from cases.choices import Contrast, Outcome, Qualifier, Shape
from cases.figures.published_figures import PublishedFigures
from cases.figures.validation import series_points
from core.charts.axis import Axis, build_axis
from core.charts.series import Series
from core.text.numbers import amount, number, signed

_HUNDRED = Decimal(100)


class FigureKind(StrEnum):
    """How a result can be drawn."""

    PAIR = "pair"  # two numbers and a bar from zero
    CHANGE = "change"  # only how much it changed: a hatched bar, there is no baseline
    WORDS = "words"  # only words
    SINGLE = "single"  # one number
    CONTEXT = "context"  # nothing to draw


_MISSING = {
    FigureKind.PAIR: "onder nul: geen balk",
    FigureKind.CHANGE: "beginstand niet gepubliceerd",
    FigureKind.WORDS: "cijfers niet gepubliceerd",
    FigureKind.SINGLE: "geen beginstand",
    FigureKind.CONTEXT: "beginstand niet gepubliceerd",
}


@dataclass(frozen=True, eq=False)
class Figure:
    """A result that writes its own figures. Texts are in Dutch notation; `*_value` are what is drawn."""

    result: PublishedFigures

    @cached_property
    def kind(self) -> FigureKind:
        return kind_of(self.result)

    @property
    def unit(self) -> str:
        """The unit of both numbers; a share is a percentage, whatever the indicator counts in."""
        return "percent" if self.result.is_share else self.result.indicator.unit

    @property
    def is_share(self) -> bool:
        return self.result.is_share

    @property
    def is_versus(self) -> bool:
        """A head to head of two named arms: says which did better, not whether either works."""
        return self.result.contrast == Contrast.VERSUS

    @property
    def contrast_words(self) -> tuple[str, str]:
        """What both sides are in general; of a head to head their names."""
        if self.is_versus:
            return self.result.first_label or "het ene", self.result.second_label or "het andere"
        return ("zonder", "met") if self.result.contrast == Contrast.WITHOUT_WITH else ("voor", "na")

    @cached_property
    def sides(self) -> tuple[Decimal, Decimal] | None:
        """Both numbers of a pair."""
        first, second = self.result.sides
        return (first, second) if self.kind is FigureKind.PAIR and first is not None and second is not None else None

    @property
    def first_value(self) -> Decimal | None:
        return self.sides[0] if self.sides else None

    @property
    def second_value(self) -> Decimal | None:
        return self.sides[1] if self.sides else None

    @property
    def first(self) -> str:
        return self._side(self.sides[0]) if self.sides else ""

    @property
    def second(self) -> str:
        if self.sides:
            return self._side(self.sides[1])
        single = self.result.second if self.kind is FigureKind.SINGLE else None
        return "" if single is None else amount(single, self.unit)

    @property
    def qualifier(self) -> str:
        """The word the source puts before its figure: ruim, bijna, circa."""
        has_number = self.kind in (FigureKind.PAIR, FigureKind.CHANGE, FigureKind.SINGLE)
        known = has_number and self.result.qualifier in Qualifier.values
        return str(Qualifier(self.result.qualifier).label) if known else ""

    @property
    def main(self) -> str:
        """The headline without its qualifier, as a large figure; `suffix` are the words behind it."""
        if self.kind is FigureKind.WORDS:
            return self._in_words()
        return self.second or _change_words(self.result)[0]

    @property
    def suffix(self) -> str:
        return _change_words(self.result)[1] if self.kind is FigureKind.CHANGE else ""

    @property
    def is_over_time(self) -> bool:
        """One group at two moments; else two groups stand beside each other, and nothing went from one to the other."""
        return self.result.contrast == Contrast.BEFORE_AFTER

    @property
    def headline(self) -> str:
        """The figures in one line: `34% → 50%` in time, `23% zonder, 33% met` of two groups."""
        if self.sides:
            if self.is_over_time:
                return f"{self.first} → {self.second}"
            return f"{self.first} {self.contrast_words[0]}, {self.second} {self.contrast_words[1]}"
        return " ".join(part for part in (self.qualifier, self.main, self.suffix) if part)

    @property
    def difference(self) -> str:
        """How much it changed, with its sign; empty when nothing is compared with anything."""
        if not self.sides:
            return self.headline if self.kind is FigureKind.CHANGE else ""
        change = self.sides[1] - self.sides[0]
        return f"{signed(change, 1)} procentpunt" if self.is_share else signed(change)

    @property
    def missing(self) -> str:
        """What the source does not give, when there is no bar from zero."""
        if self.kind is FigureKind.CHANGE and not self.is_over_time:
            return "cijfers per groep niet gepubliceerd"
        return _MISSING[self.kind]

    @property
    def width(self) -> str:
        """How much room it takes, so that the letters can shrink to one line: `wide`, `long` or empty."""
        length = len(self.first) + len(self.second) if self.first else len(self.main)
        if length > (9 if self.first else 8):
            return "long"
        return "wide" if self.first and length > 6 else ""

    @property
    def numbers(self) -> Series:
        """The one or two numbers of the figure; none when there is only a change or words."""
        values = self.sides or (() if self.kind is not FigureKind.SINGLE else (self.result.second or Decimal(0),))
        return Series(self.result.indicator.label, tuple(zip(self.contrast_words, values, strict=False)), self.unit)

    @cached_property
    def axis(self) -> Axis | None:
        """From zero to the whole, or just beyond the largest number; None when no number can be drawn on one."""
        if self.sides:
            whole = [_HUNDRED] if self.is_share else []
            drawn = build_axis([*self.sides, *whole], self.numbers.text, is_share=self.is_share)
            return drawn if min(self.sides) >= 0 else None
        total, single = self.result.second_total, self.result.second
        end = Decimal(total) if total else (_HUNDRED if self.unit == "percent" else None)
        if self.kind is not FigureKind.SINGLE or end is None or single is None or not 0 <= single <= end:
            return None
        return Axis(end, ((Decimal(0), amount(Decimal(0), self.unit)), (_HUNDRED, amount(end, self.unit))))

    @cached_property
    def series(self) -> Series | None:
        """The measurements of a series, oldest first."""
        if self.result.shape != Shape.SERIES:
            return None
        try:
            points = series_points(self.result.series)
        except ValueError:
            return None
        return Series(self.result.indicator.label, tuple(points), self.unit) if points else None

    def _side(self, value: Decimal) -> str:
        return amount(value, self.unit, 1 if self.result.shape == Shape.COUNTS else None)

    @property
    def is_null_without_figures(self) -> bool:
        """No difference was found, and the source gives no totals or interval to say how small one could be missed."""
        outcome = self.result.outcome == Outcome.SAME and self.kind is FigureKind.WORDS
        sides = self.sides is not None and self.sides[0] == self.sides[1]
        change = self.kind is FigureKind.CHANGE and not (self.result.change_points or self.result.relative)
        ranged = self.result.shape == Shape.RANGE
        return self.result.shape != Shape.COUNTS and not ranged and (outcome or sides or change)

    def _in_words(self) -> str:
        """Words for a difference; ‘none found’ is never written as ‘there is none’."""
        if self.result.outcome == Outcome.SAME:
            return "Gelijk gebleven" if self.is_over_time else "Geen verschil gevonden"
        words = {Outcome.ROSE.value: "Hoger", Outcome.FELL.value: "Lager", Outcome.MIXED.value: "Wisselend"}
        return words.get(self.result.outcome, "")


def kind_of(published: PublishedFigures) -> FigureKind:
    """How the result can be drawn, without drawing it."""
    shape = published.shape
    if shape in (Shape.COUNTS, Shape.SHARE, Shape.VALUE) and None not in published.sides:
        return FigureKind.PAIR
    if shape == Shape.SINGLE and published.second is not None:
        return FigureKind.SINGLE
    if shape == Shape.TEXT:
        return FigureKind.WORDS
    return FigureKind.CHANGE if _change_words(published)[0] else FigureKind.CONTEXT


def _change_words(published: PublishedFigures) -> tuple[str, str]:
    """The change as a large figure and the words behind it; both empty when the source gives none."""
    if published.change_points is not None:
        return signed(published.change_points), "procentpunt"
    if published.change_factor is not None:
        return f"{number(published.change_factor)} keer", "zo veel"
    if published.change_relative is not None:
        return f"{signed(published.change_relative)}%", ""
    low, high = published.change_low, published.change_high
    if low is None or high is None:
        return "", ""
    if low * high > 0:
        near, far = (number(each) for each in sorted((abs(low), abs(high))))
        return f"{near} tot {far}%", "minder" if low < 0 else "meer"
    return f"{signed(low)} tot {signed(high)}%", ""
