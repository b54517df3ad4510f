"""What more digital contacts would yield, in ranges. Pure Python; the formulas are in the names of the outcomes.

A range goes through a formula by interval arithmetic: the outcome holds every value that any choice within the ranges
gives. So a wider assumption never gives a narrower outcome. No outcome is one number unless all that was typed is.

    n_c       contacts a year through each old channel c; n their sum; w contacts a year that are digital now
    p         share of all contacts that is digital after; at most 1 - (share that cannot do it digitally)
    f         share of digital contacts that fail and come through an old channel after all

    shifted   = n * p - w * (1 - p)                                  contacts that become digital, a year
    staying   = (n + w) * (share that cannot do it digitally)        contacts that keep needing another channel, a year
    contacts  = shifted * (1 - f)                                    fewer contacts through the old channels, a year
    of c      = contacts * n_c / n                                   each old channel loses the same part: an assumption
    hours     = shifted * (minutes_old * (1 - f) - minutes_web) / 60      working hours freed, a year
    gross     = shifted * (cost_old * (1 - f) - cost_web)            what these contacts cost together, a year
    cashable  = gross * (share of it that is really saved)           money, a year
    balance   = cashable - yearly costs                              money left, a year
    payback   = once / balance                                       years; none while the balance can be 0 or less

`cost_old` and `minutes_old` are the means of the old channels, weighed by their contacts; unknown while those of a
channel with contacts are.
"""

from __future__ import annotations

from dataclasses import dataclass
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
class OldChannel:
    """Contacts a year through one channel that is not digital, and what one of them costs in euros and in minutes."""

    name: str
    contacts: Range
    cost: Range | None = None
    minutes: Range | None = None


@dataclass(frozen=True)
class Assumptions:
    """What somebody fills in. Shares are 0 to 1; costs are euros, of one contact or of a year; unknown is None.

    :raises ValueError: without any contact through an old channel.
    """

    channels: tuple[OldChannel, ...]
    digital_now: Range
    digital_after: Range
    failing: Range = NONE
    cannot: Range = NONE
    cost_web: Range | None = None
    minutes_web: Range | None = None
    cashable: Range = NONE
    once: Range = NONE
    yearly: Range = NONE

    def __post_init__(self) -> None:
        if not any(channel.contacts.high for channel in self.channels):
            raise ValueError("there is nothing to shift")

    @property
    def share_now(self) -> Range:
        """Which share of all contacts is digital now, 0 to 1."""
        old, digital = self.old_contacts, self.digital_now
        most = digital.high / (digital.high + old.low) if digital.high else Decimal()
        return Range(digital.low / (digital.low + old.high), most)

    @property
    def old_contacts(self) -> Range:
        """Contacts a year through all old channels together."""
        total = NONE
        for channel in self.channels:
            total += channel.contacts
        return total


@dataclass(frozen=True)
class Outcome:
    """What follows. None is what cannot be said of what was filled in. `per_channel` in the order of the channels."""

    shifted: Range
    contacts: Range
    per_channel: tuple[Range, ...]
    hours: Range | None = None
    gross: Range | None = None
    cashable: Range | None = None
    balance: Range | None = None
    payback: Range | None = None
    staying: Range = NONE


def calculate(given: Assumptions) -> Outcome:
    shifted = _shifted(given)
    succeeds = ALL - given.failing
    contacts = shifted * succeeds
    counts = [channel.contacts for channel in given.channels]
    places = range(len(counts))
    shares = [_weighed(counts, [ALL if place == own else NONE for place in places]) for own in places]
    hours = gross = cashable = balance = payback = None
    minutes_old, cost_old = _of_channels(given.channels, "minutes"), _of_channels(given.channels, "cost")
    if minutes_old is not None and given.minutes_web is not None:
        minutes = shifted * (minutes_old * succeeds - given.minutes_web)
        hours = Range(minutes.low / _MINUTES_AN_HOUR, minutes.high / _MINUTES_AN_HOUR)
    if cost_old is not None and given.cost_web is not None:
        gross = shifted * (cost_old * succeeds - given.cost_web)
        cashable = gross * given.cashable
        balance = cashable - given.yearly
        if balance.low > 0:
            payback = Range(given.once.low / balance.high, given.once.high / balance.low)
    per_channel = tuple(contacts * share for share in shares)
    staying = (given.old_contacts + given.digital_now) * given.cannot
    return Outcome(shifted, contacts, per_channel, hours, gross, cashable, balance, payback, staying)


def _shifted(given: Assumptions) -> Range:
    """It grows with the old contacts and with the share after, and falls with what is digital already."""
    after = given.digital_after.at_most(ALL - given.cannot)
    old = given.old_contacts
    return Range(
        old.low * after.low - given.digital_now.high * (1 - after.low),
        old.high * after.high - given.digital_now.low * (1 - after.high),
    )


def _of_channels(channels: tuple[OldChannel, ...], name: str) -> Range | None:
    used = [channel for channel in channels if channel.contacts.high]
    known: list[Range | None] = [getattr(channel, name) for channel in used]
    values = [value for value in known if value is not None]
    return _weighed([channel.contacts for channel in used], values) if len(values) == len(used) else None


def _weighed(weights: list[Range], values: list[Range]) -> Range:
    """The mean of values by these weights: lowest and highest where each weight is at an end of its range."""
    corners = [corner for corner in product(*((each.low, each.high) for each in weights)) if any(corner)]
    lows, highs = [value.low for value in values], [value.high for value in values]
    return Range(min(_mean(corner, lows) for corner in corners), max(_mean(corner, highs) for corner in corners))


def _mean(weights: tuple[Decimal, ...], values: list[Decimal]) -> Decimal:
    return sum((weight * value for weight, value in zip(weights, values, strict=True)), Decimal()) / sum(weights)
