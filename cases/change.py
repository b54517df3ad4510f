"""What a result says, computed from what was published. Pure Python.

Nothing here is ever typed by an editor: the change in points, the relative change and whether it is better all follow
from the published numbers and from which direction is better for the indicator. What does not follow stays None:
points are not turned into percentages, a relative change not into points.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cases.choices import Direction, Outcome, Shape

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Published:
    """The published numbers of one result; what the source does not give is None.

    `first` and `second` are shares in percent (0-100) for `share`, plain values for `value`, `single` and `series`.
    `change_*` are signed: points, or percent for the relative ones; `change_factor` 2 means twice as much.
    """

    shape: str
    higher_is_better: bool
    first: Decimal | None = None
    second: Decimal | None = None
    first_events: int | None = None
    first_total: int | None = None
    second_events: int | None = None
    second_total: int | None = None
    change_points: Decimal | None = None
    change_relative: Decimal | None = None
    change_factor: Decimal | None = None
    change_low: Decimal | None = None
    change_high: Decimal | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Change:
    """The computed side of a result: start and end, difference, and whether that is better."""

    first: Decimal | None
    second: Decimal | None
    points: Decimal | None
    relative: Decimal | None
    direction: Direction


def share(events: int | None, total: int | None) -> Decimal | None:
    """A share in percent, unrounded; None when a number is missing or the total is 0."""
    if events is None or not total:
        return None
    return Decimal(events) * _HUNDRED / Decimal(total)


def compute_change(published: Published) -> Change:
    """Everything that follows from the published numbers (see the module)."""
    first, second = published.first, published.second
    if published.shape == Shape.COUNTS:
        first = share(published.first_events, published.first_total)
        second = share(published.second_events, published.second_total)
    points = published.change_points
    relative = published.change_relative
    if published.change_factor is not None:
        relative = (published.change_factor - 1) * _HUNDRED
    if first is not None and second is not None:
        if published.shape in (Shape.COUNTS, Shape.SHARE):
            points = second - first
        if first != 0:
            relative = (second - first) * _HUNDRED / first
    return Change(first, second, points, relative, _direction(published, first, second, points, relative))


def _direction(
    published: Published,
    first: Decimal | None,
    second: Decimal | None,
    points: Decimal | None,
    relative: Decimal | None,
) -> Direction:
    sign = _sign(published, first, second, points, relative)
    if sign is None:
        return Direction.MIXED if published.outcome == Outcome.MIXED else Direction.UNKNOWN
    if sign == 0:
        return Direction.NO_CHANGE
    return Direction.BETTER if (sign > 0) == published.higher_is_better else Direction.WORSE


def _sign(
    published: Published,
    first: Decimal | None,
    second: Decimal | None,
    points: Decimal | None,
    relative: Decimal | None,
) -> int | None:
    """Up (1), the same (0), down (-1), or None when it cannot be said."""
    if published.shape in (Shape.SINGLE, Shape.CONTEXT, Shape.SERIES):
        return None
    if published.shape == Shape.TEXT:
        return {Outcome.ROSE.value: 1, Outcome.SAME.value: 0, Outcome.FELL.value: -1}.get(published.outcome)
    if published.shape == Shape.RANGE:
        low, high = published.change_low, published.change_high
        if low is None or high is None:
            return None
        if low > 0 and high > 0:
            return 1
        if low < 0 and high < 0:
            return -1
        return 0 if low == 0 == high else None
    difference = second - first if first is not None and second is not None else points
    if difference is None:
        difference = relative
    if difference is None:
        return None
    return (difference > 0) - (difference < 0)
