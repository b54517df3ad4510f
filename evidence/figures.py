"""The honest shapes of a result: exactly what a source gives. Each refuses what cannot be, with a ValueError.

`first` is before (or without), `second` is after (or with).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from evidence.kinds import Spoken

# Larger than any count of people, letters or euros; keeps every later step far from overflow.
LARGEST = 10**15


def _finite(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(f"{name} must lie between {low:g} and {high:g}, not {value!r}")


@dataclass(frozen=True)
class Counts:
    """Events out of a total, on both sides. Unit: people, letters, requests."""

    first_events: int
    first_n: int
    second_events: int
    second_n: int

    def __post_init__(self) -> None:
        sides = (("first", self.first_events, self.first_n), ("second", self.second_events, self.second_n))
        for side, events, total in sides:
            _finite(f"{side}_n", total, 1, LARGEST)
            _finite(f"{side}_events", events, 0, total)

    @property
    def has_zero_cell(self) -> bool:
        """On one side nobody or everybody."""
        return 0 in (
            self.first_events,
            self.second_events,
            self.first_n - self.first_events,
            self.second_n - self.second_events,
        )


@dataclass(frozen=True)
class Shares:
    """Two shares in percent (0 to 100) without their totals."""

    first: float
    second: float

    def __post_init__(self) -> None:
        _finite("first", self.first, 0, 100)
        _finite("second", self.second, 0, 100)


@dataclass(frozen=True)
class Values:
    """Two values in the unit of the indicator (number, minutes, euros).

    `first_se` and `second_se` are their standard errors in that same unit, only when the source gives them.
    """

    first: float
    second: float
    first_se: float | None = None
    second_se: float | None = None

    def __post_init__(self) -> None:
        _finite("first", self.first, -LARGEST, LARGEST)
        _finite("second", self.second, -LARGEST, LARGEST)
        for name, error in (("first_se", self.first_se), ("second_se", self.second_se)):
            if error is not None:
                _finite(name, error, 0, LARGEST)


@dataclass(frozen=True)
class Points:
    """Only the difference of two shares, in percentage points (-100 to 100)."""

    change: float

    def __post_init__(self) -> None:
        _finite("change", self.change, -100, 100)


@dataclass(frozen=True)
class Relative:
    """Only a relative change in percent: 44 is 44% more, -100 is nothing left. Twice as much is 100."""

    change: float

    def __post_init__(self) -> None:
        _finite("change", self.change, -100, LARGEST)


@dataclass(frozen=True)
class RelativeRange:
    """A relative change as a range in percent (50 to 70% less is -70 to -50); the order does not matter."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _finite("low", self.low, -100, LARGEST)
        _finite("high", self.high, -100, LARGEST)


@dataclass(frozen=True)
class Words:
    """Only the direction, in words."""

    spoken: Spoken


@dataclass(frozen=True)
class Single:
    """One measurement, or background: there is nothing to compare it with, so it has no direction."""


Figures: TypeAlias = Counts | Shares | Values | Points | Relative | RelativeRange | Words | Single
# What a comparison series can be: something that can be subtracted.
Series: TypeAlias = Counts | Shares | Values
