"""Compares our pooling with that of statsmodels on random sets: `python -m lab.evidence_agreement 400`.

Every figure is compared wherever both are defined.
Theirs is not defined in two ways: `chi2` does not cut tau squared at zero, and `iterated` answers zero when rounding
carries its last step a hair past the root. Their package is for development only, and is loaded when it is asked for.
"""

from __future__ import annotations

import sys
import warnings
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Any

from evidence import Counts, Estimator, RandomEffects, random_effects
from evidence.effects import log_odds_ratio
from lab.tables import show, table

SETS = 400
SEED = 20260131
# Rounding of double precision over some hundreds of steps.
ALLOWED = 1e-8
_METHODS = {"pm": Estimator.PAULE_MANDEL, "dl": Estimator.DERSIMONIAN_LAIRD}
_FIELDS = ("second_events", "second_n", "first_events", "first_n")


@dataclass(frozen=True)
class Agreement:
    """`compared` of the `sets` (each with two estimators) are defined on both sides; `spread` have tau squared above 0.

    `largest` is the largest difference of any figure: absolute below 1, relative above.
    """

    sets: int
    compared: int
    spread: int
    figures: int
    largest: float


def main(sets: int = SETS, seed: int = SEED) -> int:
    """0 when no figure differs by more than `ALLOWED`."""
    found = agreement(sets, seed)
    rows: list[list[object]] = [
        ["random sets of 3 to 12 organisations", found.sets],
        ["compared, with two estimators each", f"{found.compared} of {2 * found.sets}"],
        ["of these sets with tau squared above zero", found.spread],
        ["figures compared", found.figures],
        ["largest difference", f"{found.largest:.1e}"],
    ]
    show(f"Agreement with statsmodels (seed {seed})", table(["", ""], rows))
    return int(found.largest > ALLOWED)


def agreement(sets: int, seed: int) -> Agreement:
    """:raises ImportError: without statsmodels."""
    rng = Random(seed)
    largest, compared, spread, figures = 0.0, 0, 0, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs, on sets where theirs is not defined
        for _ in range(sets):
            counts = random_set(rng)
            for method in _METHODS:
                found, whole = differences(counts, method)
                compared += whole
                figures += len(found)
                largest = max(largest, *found)
            spread += _ours(counts, Estimator.PAULE_MANDEL).tau2 > 0
    return Agreement(sets, compared, spread, figures, largest)


def random_set(rng: Random) -> list[Counts]:
    """Between 3 and 12 organisations, small and very large, no zero cells (statsmodels adds nothing there)."""
    counts = []
    for _ in range(rng.randint(3, 12)):
        size = int(10 ** rng.uniform(1.3, 5.5))
        other = max(20, int(size * rng.uniform(0.6, 1.6)))
        counts.append(Counts(rng.randint(1, size - 1), size, rng.randint(1, other - 1), other))
    if rng.random() < 0.4:  # alike, so that tau squared is near or at zero
        counts = [Counts(max(1, n.first_n * 34 // 100), n.first_n, n.second_n // 2, n.second_n) for n in counts]
    return counts


def differences(counts: list[Counts], method: str) -> tuple[list[float], bool]:
    """How far every figure lies from theirs; only of the effects (and False) where their tau squared is not defined."""
    numpy, theirs = import_module("numpy"), import_module("statsmodels.stats.meta_analysis")
    effects = [log_odds_ratio(each) for each in counts]
    events = [numpy.array([getattr(each, name) for each in counts]) for name in _FIELDS]
    effect, variance = theirs.effectsize_2proportions(*events, statistic="odds-ratio")
    found = [abs(a - b) for (a, _), b in zip(effects, effect, strict=True)]
    found += [abs(a - b) for (_, a), b in zip(effects, variance, strict=True)]
    options = {"atol": 1e-9, "maxiter": 500} if method == "pm" else {}
    pooled = theirs.combine_effects(effect, variance, method_re=method, **options)
    if pooled.tau2 < 0 or (pooled.tau2 == 0 and pooled.q > len(counts) - 1):
        return found, False
    with_t = theirs.combine_effects(effect, variance, method_re=method, use_t=True, **options)
    ours = _ours(counts, _METHODS[method])
    found += [abs(a - b) / max(1.0, abs(b)) for a, b in _pairs(ours, pooled, with_t)]
    return found + [abs(a - b) for a, b in zip(ours.weights, pooled.weights_rel_re, strict=True)], True


def _ours(counts: list[Counts], estimator: Estimator) -> RandomEffects:
    effects = [log_odds_ratio(each) for each in counts]
    return random_effects([value for value, _ in effects], [value for _, value in effects], estimator)


def _pairs(ours: RandomEffects, pooled: Any, with_t: Any) -> list[tuple[float, float]]:
    row = pooled.summary_frame().loc["random effect"]
    adjusted = with_t.summary_frame().loc["random effect wls"]
    return [
        (ours.tau2, pooled.tau2),
        (ours.q, pooled.q),
        (ours.i2, max(0.0, pooled.i2)),
        (ours.estimate, pooled.mean_effect_re),
        (ours.se, pooled.sd_eff_w_re),
        (ours.hk_scale, pooled.scale_hksj_re),
        (ours.normal[0], row["ci_low"]),
        (ours.normal[1], row["ci_upp"]),
        (ours.hk[0], adjusted["ci_low"]),
        (ours.hk[1], adjusted["ci_upp"]),
    ]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
