"""What is left of a change after what happened elsewhere in the same time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.effects import effect_of, log_odds, share_of
from evidence.kinds import Direction, Scale
from evidence.results import Result
from evidence.rule2.direction import result_direction


@dataclass(frozen=True)
class LeftAfterTrend:
    """The published change beside the comparison series.

    `first` and `second` are the published figures, `expected` where the second would have been had it moved as the
    series did, `left` = `second` - `expected`: in percent and percentage points for shares, in the unit for values.
    `estimate` is the effect that is left, on its scale, with `variance` where known. `direction` is of what is left.
    """

    first: float
    second: float
    expected: float
    left: float
    scale: Scale
    estimate: float
    variance: float | None
    direction: Direction


def left_after_trend(result: Result) -> LeftAfterTrend | None:
    """None without a comparison series, or when it cannot be subtracted (a share of 0 or 1, a value not above 0)."""
    effect = effect_of(result)
    direction = result_direction(effect, result.better)
    if result.comparison is None or effect.first is None or effect.second is None:
        return None
    if effect.scale is None or effect.estimate is None or effect.gross is None or direction is None:
        return None
    moved = effect.gross - effect.estimate
    if effect.scale is Scale.LOG_RATIO:
        expected = effect.first * math.exp(moved)
    elif 0 < effect.first < 100:
        expected = share_of(log_odds(effect.first) + moved)
    else:
        expected = effect.first
    return LeftAfterTrend(
        first=effect.first,
        second=effect.second,
        expected=expected,
        left=effect.second - expected,
        scale=effect.scale,
        estimate=effect.estimate,
        variance=effect.variance,
        direction=direction,
    )
