"""When effects of organisations are put together, and how several results of one organisation become one.

Several results of one organisation share people, staff and setting, so they are not independent; how much they share
is never published. They become one effect: the plain mean, with as standard error the mean of theirs. That is the
composite of Borenstein, Hedges, Higgins and Rothstein, Introduction to Meta-Analysis (2009), chapter 24, variance
(1/m)^2 (sum V_i + sum_{i<>j} r_ij sqrt(V_i V_j)), at correlation r = 1: the widest it can be. So measuring the same
thing twice never looks like knowing more, and repeating a row changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.kinds import Better, Scale
from evidence.meta import RandomEffects, random_effects
from evidence.rule2.organisations import OrganisationEvidence
from evidence.rule2.thresholds import RULE, Thresholds


@dataclass(frozen=True)
class OrganisationEffect:
    """The effect of one organisation on one scale (see `Effect`); `variance` is None where it is not known."""

    organisation: str
    name: str
    estimate: float
    variance: float | None


@dataclass(frozen=True)
class Pooled:
    """The organisations of one indicator put together, on `scale`, not turned to what is better.

    `low` and `high`: 95% interval of the mean (modified Hartung-Knapp); `next_low` and `next_high`: 95% range for a
    next organisation, None below five organisations; `caution` says that range rests on few.
    """

    scale: Scale
    effects: tuple[OrganisationEffect, ...]
    statistics: RandomEffects
    low: float
    high: float
    next_low: float | None
    next_high: float | None
    caution: bool

    @property
    def k(self) -> int:
        return self.statistics.k

    @property
    def estimate(self) -> float:
        return self.statistics.estimate

    def better_interval(self, better: Better) -> tuple[float, float]:
        """The interval of the mean turned so that above zero is better."""
        return (self.low, self.high) if better is Better.HIGHER else (-self.high, -self.low)

    @property
    def next_is_one_sided(self) -> bool:
        """There is a range for a next organisation and it does not hold zero."""
        if self.next_low is None or self.next_high is None:
            return False
        return self.next_low > 0 or self.next_high < 0


@dataclass(frozen=True)
class NotPooled:
    """Why nothing is pooled: only `k` organisations have an effect with a variance on one scale."""

    k: int
    needed: int


def effects_on(scale: Scale, organisations: Sequence[OrganisationEvidence]) -> tuple[OrganisationEffect, ...]:
    """One effect per organisation that has one on this scale, with a variance where all that it needs is known.

    Results with a variance go before results without: an organisation with one of each counts with the first.
    """
    found = []
    for each in organisations:
        effects = [measured.effect for measured in each.measured if measured.effect.scale is scale]
        known = [(e.estimate, e.variance) for e in effects if e.estimate is not None and e.variance is not None]
        plain = [e.estimate for e in effects if e.estimate is not None]
        if known:
            error = math.fsum(math.sqrt(variance) for _, variance in known) / len(known)
            estimate = math.fsum(value for value, _ in known) / len(known)
            found.append(OrganisationEffect(each.organisation, each.name, estimate, error * error))
        elif plain:
            found.append(OrganisationEffect(each.organisation, each.name, math.fsum(plain) / len(plain), None))
    return tuple(found)


def pool(organisations: Sequence[OrganisationEvidence], rule: Thresholds = RULE) -> Pooled | NotPooled:
    """Pool the organisations of one indicator: log odds if enough of them have those, else log ratios if enough do."""
    most = 0
    for scale in Scale:
        effects = tuple(each for each in effects_on(scale, organisations) if each.variance is not None)
        if len(effects) >= rule.pool_from:
            return _pooled(scale, effects, rule)
        most = max(most, len(effects))
    return NotPooled(most, rule.pool_from)


def _pooled(scale: Scale, effects: tuple[OrganisationEffect, ...], rule: Thresholds) -> Pooled:
    variances = [each.variance for each in effects if each.variance is not None]
    statistics = random_effects([each.estimate for each in effects], variances)
    prediction = statistics.prediction if statistics.k >= rule.range_from else None
    low, high = statistics.modified_hk
    return Pooled(
        scale=scale,
        effects=effects,
        statistics=statistics,
        low=low,
        high=high,
        next_low=prediction[0] if prediction else None,
        next_high=prediction[1] if prediction else None,
        caution=prediction is not None and statistics.k < rule.caution_below,
    )
