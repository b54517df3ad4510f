"""Random-effects pooling of effects with known variances: plain statistics, without any rule of ours.

Sources of the formulas:
- Q and I squared: Higgins and Thompson 2002, https://doi.org/10.1002/sim.1186.
- tau squared: DerSimonian and Laird 1986, https://doi.org/10.1016/0197-2456(86)90046-2; Paule and Mandel 1982,
  https://doi.org/10.6028/jres.087.022, solved as in DerSimonian and Kacker 2007,
  https://doi.org/10.1016/j.cct.2006.04.004.
- interval: Hartung and Knapp 2001, https://doi.org/10.1002/sim.1009; scale never below 1: Roever, Knapp and Friede
  2015, https://pmc.ncbi.nlm.nih.gov/articles/PMC4647507.
- prediction interval: Higgins, Thompson and Spiegelhalter 2009, https://doi.org/10.1111/j.1467-985X.2008.00552.x.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.distributions import Z, student_t_quantile

_ENOUGH_STEPS = 500


class Estimator(StrEnum):
    """How tau squared is estimated."""

    PAULE_MANDEL = "paule_mandel"
    DERSIMONIAN_LAIRD = "dersimonian_laird"


@dataclass(frozen=True)
class RandomEffects:
    """The pooled effect of `k` independent effects; everything in the unit of the effects, `i2` from 0 to 1.

    `se` is the plain standard error 1 / sqrt(sum of weights); `hk_scale` the factor of Hartung and Knapp on its
    square. `normal`, `hk` and `modified_hk` are 95% intervals of the mean, `prediction` of the next effect (None below
    three effects, where it has no degrees of freedom). `weights` add up to 1, in the order of the effects.
    """

    k: int
    estimate: float
    se: float
    tau2: float
    q: float
    i2: float
    hk_scale: float
    weights: tuple[float, ...]
    normal: tuple[float, float]
    hk: tuple[float, float]
    modified_hk: tuple[float, float]
    prediction: tuple[float, float] | None

    @property
    def modified_se(self) -> float:
        """The standard error that `modified_hk` uses: never below the plain one."""
        return self.se * math.sqrt(max(1.0, self.hk_scale))


def random_effects(
    effects: Sequence[float], variances: Sequence[float], estimator: Estimator = Estimator.PAULE_MANDEL
) -> RandomEffects:
    """Pool two or more effects. Raises ValueError for fewer, or when a variance is not above zero."""
    k = len(effects)
    if k < 2 or len(variances) != k or min(variances) <= 0:
        raise ValueError("pooling needs two or more effects, each with a variance above zero")
    q = _weighted_square(effects, variances, 0.0)
    between = paule_mandel if estimator is Estimator.PAULE_MANDEL else dersimonian_laird
    tau2 = between(effects, variances)
    weights = [1 / (variance + tau2) for variance in variances]
    total = math.fsum(weights)
    estimate = _mean(effects, weights)
    se = math.sqrt(1 / total)
    hk_scale = _weighted_square(effects, variances, tau2) / (k - 1)
    t = student_t_quantile(k - 1)
    prediction = None
    if k > 2:
        prediction = _around(estimate, student_t_quantile(k - 2) * math.sqrt(tau2 + se * se))
    return RandomEffects(
        k=k,
        estimate=estimate,
        se=se,
        tau2=tau2,
        q=q,
        i2=max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0,
        hk_scale=hk_scale,
        weights=tuple(weight / total for weight in weights),
        normal=_around(estimate, Z * se),
        hk=_around(estimate, t * se * math.sqrt(hk_scale)),
        modified_hk=_around(estimate, t * se * math.sqrt(max(1.0, hk_scale))),
        prediction=prediction,
    )


def dersimonian_laird(effects: Sequence[float], variances: Sequence[float]) -> float:
    """tau squared = max(0, (Q - (k - 1)) / C) with C = sum(w) - sum(w squared) / sum(w)."""
    weights = [1 / variance for variance in variances]
    total = math.fsum(weights)
    # The same C, written so that one overwhelming weight leaves no rounding behind.
    spread = math.fsum(weight * (1 - weight / total) for weight in weights)
    excess = _weighted_square(effects, variances, 0.0) - (len(effects) - 1)
    return max(0.0, excess / spread) if spread > 0 else 0.0


def paule_mandel(effects: Sequence[float], variances: Sequence[float]) -> float:
    """The tau squared at which the weighted sum of squares is k - 1; 0 when it is already at or below that.

    Newton's steps from 0. The sum falls and flattens as tau squared grows, so no step goes too far; the plain variance
    of the effects can never be passed.
    """
    k = len(effects)
    tau2 = 0.0
    mean = math.fsum(effects) / k
    highest = math.fsum((effect - mean) ** 2 for effect in effects) / (k - 1)
    for _ in range(_ENOUGH_STEPS):
        weights = [1 / (variance + tau2) for variance in variances]
        middle = _mean(effects, weights)
        squares = [(effect - middle) ** 2 for effect in effects]
        excess = math.fsum(w * s for w, s in zip(weights, squares, strict=True)) - (k - 1)
        slope = math.fsum(w * w * s for w, s in zip(weights, squares, strict=True))
        if excess <= 0 or slope <= 0:
            break
        following = min(highest, tau2 + excess / slope)
        if following <= tau2 * (1 + 1e-15):
            break
        tau2 = following
    return tau2


def _mean(effects: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(w * e for w, e in zip(weights, effects, strict=True)) / math.fsum(weights)


def _weighted_square(effects: Sequence[float], variances: Sequence[float], tau2: float) -> float:
    weights = [1 / (variance + tau2) for variance in variances]
    middle = _mean(effects, weights)
    return math.fsum(w * (e - middle) ** 2 for w, e in zip(weights, effects, strict=True))


def _around(middle: float, half: float) -> tuple[float, float]:
    return middle - half, middle + half
