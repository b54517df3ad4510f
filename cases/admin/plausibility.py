"""Warn the editor, in Dutch, of figures that are possible but unlikely.

A warning never stops anything: what cannot be true is refused by `cases.figures.validation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.admin.text_claims import claimed_pair, claimed_verdict, claimed_way
from cases.choices import Contrast, Design, Direction, Shape
from cases.models import Result
from core.text.numbers import number
from core.text.periods import Period, PeriodError, parse_period

# Totals, or values, that lie further apart than this are more often a slip than a finding.
_FACTOR = 10
_UNITS_PER_PERIOD = ("count", "visits")
_PAIRS = (Shape.COUNTS, Shape.SHARE, Shape.VALUE)


@dataclass(frozen=True)
class Warn:
    """`field` is the name of the field it is about."""

    field: str
    text: str


def unlikely(typed: Result, today: date) -> tuple[Warn, ...]:
    """Everything that deserves a second look, in the order of the form. `typed` has an indicator, though empty."""
    checks = (_text, _shares, _totals, _sizes, _design)
    return (*(warning for check in checks for warning in check(typed)), *_periods(typed, today))


def _text(typed: Result) -> Iterator[Warn]:
    """The sentence of the source beside the figures, and beside what is better for the indicator."""
    text, (first, second) = typed.as_published, typed.sides
    pair = claimed_pair(text)
    if pair and first is not None and second is not None and pair[0] != pair[1] and pair == (second, first):
        yield Warn("first", f"In de zin staat van {_both(pair)}. In de velden staat het andersom.")
        return
    way, moved = claimed_way(text), _way(typed)
    if way and moved is not None and way == -moved:
        said, seen = ("meer", "minder") if way > 0 else ("minder", "meer")
        yield Warn("as_published", f"De zin zegt ‘{said}’, wat je invulde is {seen}. Klopt dat allebei?")
        return
    verdict = claimed_verdict(text)
    against = {1: Direction.WORSE, -1: Direction.BETTER}
    if verdict and typed.indicator.label and typed.direction is against[verdict]:
        said, counted = ("beter", "slechter") if verdict > 0 else ("slechter", "beter")
        better = "hoger" if typed.higher_is_better else "lager"
        yield Warn(
            "indicator",
            f"De zin zegt ‘{said}’. Bij ‘{typed.indicator.label}’ is {better} beter, dus dit telt als {counted}. "
            "Klopt de indicator?",
        )


def _shares(typed: Result) -> Iterator[Warn]:
    """A percentage over 100 where the shape does not refuse it, and a share that looks like a fraction."""
    sides = {"first": typed.first, "second": typed.second}
    is_share = typed.shape in (Shape.COUNTS, Shape.SHARE)
    if typed.indicator.unit == "percent" and typed.shape in (Shape.VALUE, Shape.SINGLE) and typed.second_total is None:
        for name, value in sides.items():
            if value is not None and not 0 <= value <= 100:
                yield Warn(name, f"{_plain(value)}% is geen deel van 100. Klopt dit getal, en klopt de indicator?")
    if is_share or typed.indicator.unit == "percent":
        beside = {"comparison_first": typed.comparison_first, "comparison_second": typed.comparison_second}
        for name, value in beside.items():
            if value is not None and not 0 <= value <= 100:
                yield Warn(name, f"{_plain(value)}% is geen deel van 100. Klopt het cijfer van de trend?")
    values = [value for value in sides.values() if value is not None]
    if typed.shape == Shape.SHARE and values and all(0 < value < 1 for value in values):
        shown = _plain(values[-1])
        yield Warn("second", f"Staat er in de bron {shown}%? Vul bij een deel van 1 het percentage in.")


def _totals(typed: Result) -> Iterator[Warn]:
    pairs = (
        ("second_total", typed.first_total, typed.second_total, ""),
        ("comparison_second_total", typed.comparison_first_total, typed.comparison_second_total, " ernaast"),
    )
    for name, first, second, where in pairs:
        if first and second and max(first, second) >= _FACTOR * min(first, second):
            yield Warn(
                name, f"De totalen{where} schelen meer dan een factor {_FACTOR}: {number(first)} en {number(second)}."
            )


def _sizes(typed: Result) -> Iterator[Warn]:
    """A change so large that a comma or a zero may have gone wrong."""
    first, second = typed.sides
    if first and second and typed.shape == Shape.VALUE:
        low, high = sorted((first, second))
        if low > 0 and high >= _FACTOR * low:
            yield Warn("second", f"Van {_both((first, second))} is een factor {_FACTOR} of meer. Klopt de komma?")
    if typed.change_factor is not None and typed.change_factor >= _FACTOR:
        yield Warn("change_factor", f"{_plain(typed.change_factor)} keer zo veel is erg veel. Klopt dat?")
    if typed.change_relative is not None and typed.change_relative >= 100 * (_FACTOR - 1):
        yield Warn("change_relative", f"{_plain(typed.change_relative)}% meer is erg veel. Klopt dat?")
    if typed.change_relative and abs(typed.change_relative) < 1:
        yield Warn(
            "change_relative", f"Dit is {_plain(typed.change_relative)}%: minder dan één procent. Bedoel je dat?"
        )


def _design(typed: Result) -> Iterator[Warn]:
    """Does the kind of comparison fit the way it was measured?"""
    contrast, design = typed.contrast, typed.design
    if contrast == Contrast.WITHOUT_WITH and design in (Design.BEFORE_AFTER, Design.WITH_TREND):
        yield Warn("design", "Je vergelijkt zonder en met. Kies dan een opzet met een groep ernaast.")


def _periods(typed: Result, today: date) -> Iterator[Warn]:
    first, second = _read(typed.first_period), _read(typed.second_period)
    for name, period in (("first_period", first), ("second_period", second)):
        if period and period.start > today:
            yield Warn(name, "Deze periode moet nog komen.")
    if first is None or second is None or typed.contrast != Contrast.BEFORE_AFTER:
        return
    if second.start < first.start:
        return  # refused already
    if second.start <= first.end:
        yield Warn("second_period", "De periodes voor en na vallen deels samen.")
    elif typed.shape == Shape.VALUE and typed.indicator.unit in _UNITS_PER_PERIOD:
        days = sorted((period.end - period.start).days + 1 for period in (first, second))
        if days[1] > 2 * days[0]:
            yield Warn(
                "second_period", "De ene periode is veel langer dan de andere. Zijn de aantallen te vergelijken?"
            )


def _way(typed: Result) -> int | None:
    """The sign of the change (1, 0, -1) before a trend is subtracted; None when the figures have no direction."""
    first, second = typed.sides
    if typed.shape in _PAIRS and first is not None and second is not None:
        return _sign(second - first)
    if typed.shape == Shape.POINTS and typed.points is not None:
        return _sign(typed.points)
    if typed.shape == Shape.RELATIVE and typed.relative is not None:
        return _sign(typed.relative)
    if typed.shape == Shape.RANGE and typed.change_low is not None and typed.change_high is not None:
        low, high = typed.change_low, typed.change_high
        return _sign(low) if low * high > 0 else None
    return {"rose": 1, "fell": -1}.get(typed.outcome) if typed.shape == Shape.TEXT else None


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _plain(value: Decimal) -> str:
    return number(value).replace("-", "\N{MINUS SIGN}")


def _both(pair: tuple[Decimal, Decimal]) -> str:
    return f"{_plain(pair[0])} naar {_plain(pair[1])}"


def _read(text: str) -> Period | None:
    try:
        return parse_period(text) if text.strip() else None
    except PeriodError:
        return None
