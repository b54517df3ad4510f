"""From the figures of a result to its change and its effect.

Formulas: the Cochrane Handbook, chapter 6 (https://training.cochrane.org/handbook/current/chapter-06): difference and
odds ratio of two shares; chapter 10 for 0.5 added to the four cells when one of them is zero. The ratio of two values
with the delta method: Hedges, Gurevitch and Curtis 1999, https://doi.org/10.2307/177062.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from evidence.distributions import Z
from evidence.figures import LARGEST, Counts, Figures, Points, Relative, RelativeRange, Shares, Single, Values, Words
from evidence.kinds import Scale
from evidence.results import Result

# Smaller than this is the rounding of the computer, not a change.
_ROUNDING = 1e-12
# A standard error below a billionth of the value, or so large that nothing is known, is no usable variance.
_VARIANCES = (1e-18, 1e6)


@dataclass(frozen=True)
class Effect:
    """The effect that follows from published figures; None where they do not say.

    `first`, `second`: shares in percent, or values in the indicator's unit. `points` in percentage points,
    `relative` in percent: the published change, nothing subtracted.
    `estimate` is the effect on `scale` (natural logarithm of the odds ratio or of the ratio, second to first), after
    subtracting the comparison series; `gross` the same before subtracting; `variance` belongs to `estimate`.
    `sign` is which way the indicator went (1 up, 0 the same, -1 down; None: cannot be said) and `interval` the 95%
    interval that must exclude zero before that counts, where there is one.
    """

    first: float | None = None
    second: float | None = None
    points: float | None = None
    relative: float | None = None
    scale: Scale | None = None
    estimate: float | None = None
    gross: float | None = None
    variance: float | None = None
    sign: int | None = None
    interval: tuple[float, float] | None = None


def effect_of(result: Result) -> Effect:
    """The effect of a result, its comparison series subtracted."""
    own = _own_effect(result.figures)
    return own if result.comparison is None else _subtract(own, _own_effect(result.comparison))


def log_odds_ratio(counts: Counts) -> tuple[float, float]:
    """The natural logarithm of the odds ratio, second to first, and its variance 1/a + 1/b + 1/c + 1/d."""
    extra = 0.5 if counts.has_zero_cell else 0
    a, b = counts.second_events + extra, counts.second_n - counts.second_events + extra
    c, d = counts.first_events + extra, counts.first_n - counts.first_events + extra
    # fsum rounds once, so that swapping first and second gives exactly the opposite.
    estimate = math.fsum((math.log(a), -math.log(b), -math.log(c), math.log(d)))
    return estimate, math.fsum((1 / a, 1 / b, 1 / c, 1 / d))


def points_interval(counts: Counts) -> tuple[float, float]:
    """The 95% interval of the difference in percentage points: +-1.96 sqrt(p1 q1 / n1 + p0 q0 / n0).

    With a zero cell that formula would call one patient out of one certain; then 0.5 is added to the four cells, as
    for the odds ratio. Cut at -100 and 100.
    """
    extra = 0.5 if counts.has_zero_cell else 0.0
    shares, variances = [], []
    for events, total in ((counts.first_events, counts.first_n), (counts.second_events, counts.second_n)):
        number = total + 2 * extra
        share = (events + extra) / number
        shares.append(share)
        variances.append(share * (1 - share) / number)
    middle, half = 100 * (shares[1] - shares[0]), 100 * Z * math.sqrt(variances[0] + variances[1])
    return max(-100.0, middle - half), min(100.0, middle + half)


def log_odds(share: float) -> float:
    """The natural logarithm of the odds of a share in percent, strictly between 0 and 100."""
    return math.log(share) - math.log(100 - share)


def share_of(odds: float) -> float:
    """The share in percent that belongs to the logarithm of its odds."""
    if odds >= 0:
        return 100 / (1 + math.exp(-odds))
    return 100 * math.exp(odds) / (1 + math.exp(odds))


def _own_effect(figures: Figures) -> Effect:
    match figures:
        case Counts():
            return _of_counts(figures)
        case Shares(first, second):
            return _of_shares(first, second)
        case Values():
            return _of_values(figures)
        case Points(change):
            return Effect(points=change, sign=_sign(change))
        case Relative(change):
            ratio = math.log1p(change / 100) if change > -100 else None
            scale = None if ratio is None else Scale.LOG_RATIO
            return Effect(relative=change, sign=_sign(change), scale=scale, estimate=ratio, gross=ratio)
        case RelativeRange(low, high):
            return Effect(sign=_sign(low + high), interval=(min(low, high), max(low, high)))
        case Words(spoken):
            return Effect(sign=spoken.sign)
        case Single():
            return Effect()


def _of_counts(counts: Counts) -> Effect:
    estimate, variance = log_odds_ratio(counts)
    first = 100 * counts.first_events / counts.first_n
    second = 100 * counts.second_events / counts.second_n
    low, high = points_interval(counts)
    return Effect(
        first=first,
        second=second,
        points=second - first,
        relative=_relative(first, second),
        scale=Scale.LOG_ODDS,
        estimate=estimate,
        gross=estimate,
        variance=variance,
        sign=_sign(second - first),
        interval=(low, high),
    )


def _of_shares(first: float, second: float) -> Effect:
    """Nobody or everybody has no odds: then there are points, but no odds ratio is made up."""
    inside = 0 < first < 100 and 0 < second < 100
    estimate = log_odds(second) - log_odds(first) if inside else None
    return Effect(
        first=first,
        second=second,
        points=second - first,
        relative=_relative(first, second),
        scale=Scale.LOG_ODDS if inside else None,
        estimate=estimate,
        gross=estimate,
        sign=_sign(second - first),
    )


def _of_values(values: Values) -> Effect:
    first, second = values.first, values.second
    effect = Effect(first=first, second=second, relative=_relative(first, second), sign=_sign(second - first))
    if min(first, second) < 1 / LARGEST:
        return effect
    estimate = math.log(second) - math.log(first)
    variance = None
    if values.first_se is not None and values.second_se is not None:
        first_part, second_part = values.first_se / first, values.second_se / second
        variance = first_part * first_part + second_part * second_part
        if not _VARIANCES[0] <= variance <= _VARIANCES[1]:
            variance = None
    interval = _interval(estimate, variance)
    return replace(
        effect, scale=Scale.LOG_RATIO, estimate=estimate, gross=estimate, variance=variance, interval=interval
    )


def _subtract(own: Effect, other: Effect) -> Effect:
    """The change minus what happened elsewhere in the same time, on the scale of the effect.

    The variances add up. When only the other one is unknown the result has no variance either, but its interval is at
    least as wide as its own variance makes it: a change that does not even stand out from that, does not stand out.
    """
    if own.estimate is None or other.estimate is None:
        sign = None
        if own.points is not None and other.points is not None:
            sign = _sign(own.points - other.points)
        return replace(own, scale=None, estimate=None, variance=None, interval=None, sign=sign)
    estimate = own.estimate - other.estimate
    known = own.variance is not None and other.variance is not None
    least = (own.variance or 0.0) + (other.variance or 0.0)
    return replace(
        own,
        estimate=estimate,
        variance=least if known else None,
        sign=_sign(estimate),
        interval=_interval(estimate, least or None),
    )


def _interval(estimate: float, variance: float | None) -> tuple[float, float] | None:
    if variance is None:
        return None
    half = Z * math.sqrt(variance)
    return estimate - half, estimate + half


def _relative(first: float, second: float) -> float | None:
    """In percent; None from zero or below (or as good as zero), where it has no meaning."""
    if first <= 0:
        return None
    relative = 100 * ((second - first) / first)
    return relative if math.isfinite(relative) else None


def _sign(change: float) -> int:
    return 0 if abs(change) <= _ROUNDING else (1 if change > 0 else -1)
