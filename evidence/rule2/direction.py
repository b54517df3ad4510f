"""Rule 2 on direction: of one result, of one organisation, of all organisations together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evidence.effects import Effect
from evidence.kinds import Better, Direction
from evidence.rule2.thresholds import RULE, Thresholds


def result_direction(effect: Effect, better: Better) -> Direction | None:
    """Better or worse by the sign of the change; where there is a 95% interval, only when that excludes no change.

    None when there is nothing to compare: a single measurement has no direction.
    """
    if effect.sign is None:
        return None
    sign = effect.sign
    if effect.interval is not None:
        low, high = effect.interval
        sign = 1 if low > 0 else (-1 if high < 0 else 0)
    return _from_sign(sign * better.sign)


def organisation_direction(directions: Sequence[Direction]) -> Direction:
    """The direction most results of one organisation have; a tie is no clear change. At least one result."""
    (first, count), *others = Counter(directions).most_common()
    tied = any(other == count for _, other in others)
    return Direction.NO_CLEAR_CHANGE if tied else first


def scope_direction(
    directions: Sequence[Direction], better_interval: tuple[float, float] | None, rule: Thresholds = RULE
) -> Direction:
    """The direction of a scope from one direction per organisation.

    `better_interval` is the pooled interval where there is one, turned so that above zero is better: better and worse
    need it to lie wholly on their side.
    """
    if not directions:
        return Direction.NO_RESULT
    shared, count = Counter(directions).most_common(1)[0]
    if count < rule.agree_from * len(directions):
        return Direction.MIXED
    if better_interval is not None and shared.sign:
        low, high = better_interval
        supported = low > 0 if shared is Direction.BETTER else high < 0
        if not supported:
            return Direction.NO_CLEAR_CHANGE
    return shared


def _from_sign(sign: int) -> Direction:
    if sign == 0:
        return Direction.NO_CLEAR_CHANGE
    return Direction.BETTER if sign > 0 else Direction.WORSE
