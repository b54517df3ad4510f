"""What more digital requests would yield, in ranges. Pure Python; the formulas are in the names of the outcomes.

A range goes through a formula by interval arithmetic: the outcome holds every value that any choice within the ranges
gives. So a wider assumption never gives a narrower outcome. No outcome is one number unless all that was typed is.

    p0, p1    share that is digital now, and after; p1 is at most 1 - (share that cannot do it digitally)
    f         share of digital requests that fail and come through the old channel after all

    shifted   = requests * (p1 - p0)
    contacts  = shifted * (1 - f)                                    fewer contacts through the old channel, a year
    hours     = shifted * (minutes_old * (1 - f) - minutes_web) / 60      working hours freed, a year
    gross     = shifted * (cost_old * (1 - f) - cost_web)            what these contacts cost together, a year
    cashable  = gross * (share of it that is really saved)           money, a year
    balance   = cashable - yearly costs                              money left, a year
    payback   = once / balance                                       years; none while the balance can be 0 or less
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included.

    :raises ValueError: when they are not two finite numbers in this order.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not (self.low.is_finite() and self.high.is_finite() and self.low <= self.high):
            raise ValueError("a range goes from a number to one that is not lower")

    @classmethod
    def of(cls, low: Decimal | int | str, high: Decimal | int | str | None = None) -> Range:
        return cls(Decimal(low), Decimal(low if high is None else high))

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Range) -> Range:
        corners = [mine * theirs for mine, theirs in product((self.low, self.high), (other.low, other.high))]
        return Range(min(corners), max(corners))

    def at_most(self, most: Range) -> Range:
        return Range(min(self.low, most.low), min(self.high, most.high))

    @property
    def is_one_number(self) -> bool:
        return self.low == self.high


NONE, ALL = Range.of(0), Range.of(1)


@dataclass(frozen=True)
class Assumptions:
    """What somebody fills in. Shares are 0 to 1; costs are euros, of one contact or of a year; unknown is None."""

    requests: Range
    digital_now: Range
    digital_after: Range
    failing: Range = NONE
    cannot: Range = NONE
    cost_old: Range | None = None
    cost_web: Range | None = None
    minutes_old: Range | None = None
    minutes_web: Range | None = None
    cashable: Range = NONE
    once: Range = NONE
    yearly: Range = NONE


@dataclass(frozen=True)
class Outcome:
    """What follows. None is what cannot be said of what was filled in."""

    shifted: Range
    contacts: Range
    hours: Range | None = None
    gross: Range | None = None
    cashable: Range | None = None
    balance: Range | None = None
    payback: Range | None = field(default=None)


def calculate(given: Assumptions) -> Outcome:
    after = given.digital_after.at_most(ALL - given.cannot)
    shifted = given.requests * (after - given.digital_now)
    succeeds = ALL - given.failing
    hours = gross = cashable = balance = payback = None
    if given.minutes_old is not None and given.minutes_web is not None:
        minutes = shifted * (given.minutes_old * succeeds - given.minutes_web)
        hours = Range(minutes.low / _MINUTES_AN_HOUR, minutes.high / _MINUTES_AN_HOUR)
    if given.cost_old is not None and given.cost_web is not None:
        gross = shifted * (given.cost_old * succeeds - given.cost_web)
        cashable = gross * given.cashable
        balance = cashable - given.yearly
        if balance.low > 0:
            payback = Range(given.once.low / balance.high, given.once.high / balance.low)
    return Outcome(shifted, shifted * succeeds, hours, gross, cashable, balance, payback)
