"""Warn the editor, in Dutch, of figures that are possible but unlikely. Pure Python.

A warning never stops anything: what cannot be true is refused by `cases.figures.validation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.admin.text_claims import claimed_pair, claimed_verdict, claimed_way
from cases.choices import Contrast, Design, Direction, Shape
from cases.figures.computed_change import Change
from cases.figures.periods import Period, PeriodError, parse_period
from cases.figures.published_figures import Published
from core.text.numbers import number

# Totals, or values, that lie further apart than this are more often a slip than a finding.
_FACTOR = 10
_UNITS_PER_PERIOD = ("count", "visits")
_PAIRS = (Shape.COUNTS, Shape.SHARE, Shape.VALUE)


@dataclass(frozen=True)
class Typed:
    """A result as it stands in the form. `unit` is an `Indicator.Unit` value, `indicator` its label; both empty when
    none is chosen. Periods are as typed. `today` is the day it is judged."""

    published: Published
    change: Change
    today: date
    as_published: str = ""
    indicator: str = ""
    unit: str = ""
    design: str = ""
    first_period: str = ""
    second_period: str = ""


@dataclass(frozen=True)
class Warn:
    """`field` is the name of the field it is about."""

    field: str
    text: str


def unlikely(typed: Typed) -> tuple[Warn, ...]:
    """Everything that deserves a second look, in the order of the form."""
    checks = (_text, _shares, _totals, _sizes, _design, _periods)
    return tuple(warning for check in checks for warning in check(typed))


def _text(typed: Typed) -> Iterator[Warn]:
    """The sentence of the source beside the figures, and beside what is better for the indicator."""
    published, text = typed.published, typed.as_published
    first, second = typed.change.first, typed.change.second
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
    if verdict and typed.indicator and typed.change.direction is against[verdict]:
        said, counted = ("beter", "slechter") if verdict > 0 else ("slechter", "beter")
        better = "hoger" if published.higher_is_better else "lager"
        yield Warn(
            "indicator",
            f"De zin zegt ‘{said}’. Bij ‘{typed.indicator}’ is {better} beter, dus dit telt als {counted}. "
            "Klopt de indicator?",
        )


def _shares(typed: Typed) -> Iterator[Warn]:
    """A percentage over 100 where the shape does not refuse it, and a share that looks like a fraction."""
    published = typed.published
    sides = {"first": published.first, "second": published.second}
    is_share = published.shape in (Shape.COUNTS, Shape.SHARE)
    if typed.unit == "percent" and published.shape in (Shape.VALUE, Shape.SINGLE) and published.second_total is None:
        for name, value in sides.items():
            if value is not None and not 0 <= value <= 100:
                yield Warn(name, f"{_plain(value)}% is geen deel van 100. Klopt dit getal, en klopt de indicator?")
    if is_share or typed.unit == "percent":
        beside = {"comparison_first": published.comparison_first, "comparison_second": published.comparison_second}
        for name, value in beside.items():
            if value is not None and not 0 <= value <= 100:
                yield Warn(name, f"{_plain(value)}% is geen deel van 100. Klopt het cijfer van de trend?")
    values = [value for value in sides.values() if value is not None]
    if published.shape == Shape.SHARE and values and all(0 < value < 1 for value in values):
        shown = _plain(values[-1])
        yield Warn("second", f"Staat er in de bron {shown}%? Vul bij een deel van 1 het percentage in.")


def _totals(typed: Typed) -> Iterator[Warn]:
    published = typed.published
    pairs = (
        ("second_total", published.first_total, published.second_total, ""),
        ("comparison_second_total", published.comparison_first_total, published.comparison_second_total, " ernaast"),
    )
    for name, first, second, where in pairs:
        if first and second and max(first, second) >= _FACTOR * min(first, second):
            yield Warn(
                name, f"De totalen{where} schelen meer dan een factor {_FACTOR}: {number(first)} en {number(second)}."
            )


def _sizes(typed: Typed) -> Iterator[Warn]:
    """A change so large that a comma or a zero may have gone wrong."""
    published, (first, second) = typed.published, (typed.change.first, typed.change.second)
    if first and second and published.shape == Shape.VALUE:
        low, high = sorted((first, second))
        if low > 0 and high >= _FACTOR * low:
            yield Warn("second", f"Van {_both((first, second))} is een factor {_FACTOR} of meer. Klopt de komma?")
    if published.change_factor is not None and published.change_factor >= _FACTOR:
        yield Warn("change_factor", f"{_plain(published.change_factor)} keer zo veel is erg veel. Klopt dat?")
    if published.change_relative is not None and published.change_relative >= 100 * (_FACTOR - 1):
        yield Warn("change_relative", f"{_plain(published.change_relative)}% meer is erg veel. Klopt dat?")
    if published.change_relative and abs(published.change_relative) < 1:
        yield Warn(
            "change_relative", f"Dit is {_plain(published.change_relative)}%: minder dan één procent. Bedoel je dat?"
        )


def _design(typed: Typed) -> Iterator[Warn]:
    """What is compared beside how it was measured."""
    contrast, design = typed.published.contrast, typed.design
    if contrast == Contrast.WITHOUT_WITH and design in (Design.BEFORE_AFTER, Design.WITH_TREND):
        yield Warn("design", "Je vergelijkt zonder en met. Kies dan een opzet met een groep ernaast.")


def _periods(typed: Typed) -> Iterator[Warn]:
    first, second = _read(typed.first_period), _read(typed.second_period)
    for name, period in (("first_period", first), ("second_period", second)):
        if period and period.start > typed.today:
            yield Warn(name, "Deze periode moet nog komen.")
    if first is None or second is None or typed.published.contrast != Contrast.BEFORE_AFTER:
        return
    if second.start < first.start:
        return  # refused already
    if second.start <= first.end:
        yield Warn("second_period", "De periodes voor en na vallen deels samen.")
    elif typed.published.shape == Shape.VALUE and typed.unit in _UNITS_PER_PERIOD:
        days = sorted((period.end - period.start).days + 1 for period in (first, second))
        if days[1] > 2 * days[0]:
            yield Warn(
                "second_period", "De ene periode is veel langer dan de andere. Zijn de aantallen te vergelijken?"
            )


def _way(typed: Typed) -> int | None:
    """The sign of the change (1, 0, -1) before a trend is subtracted; None when the figures have no direction."""
    published, change = typed.published, typed.change
    if published.shape in _PAIRS and change.first is not None and change.second is not None:
        return _sign(change.second - change.first)
    if published.shape == Shape.POINTS and change.points is not None:
        return _sign(change.points)
    if published.shape == Shape.RELATIVE and change.relative is not None:
        return _sign(change.relative)
    if published.shape == Shape.RANGE and published.change_low is not None and published.change_high is not None:
        low, high = published.change_low, published.change_high
        return _sign(low) if low * high > 0 else None
    return {"rose": 1, "fell": -1}.get(published.outcome) if published.shape == Shape.TEXT else None


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
