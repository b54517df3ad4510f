"""Agreement with statsmodels on random sets, wherever both are defined.

Theirs is not defined in two ways: `chi2` does not cut tau squared at zero, and `iterated` answers zero when rounding
carries its last step a hair past the root.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from evidence import Counts, Estimator, random_effects
from evidence.effects import log_odds_ratio
from tests.evidence.needs import require

SETS = 400
ALLOWED = 1e-8


def random_set(source: random.Random) -> tuple[list[Counts], list[tuple[float, float]]]:
    """Between 3 and 12 organisations, small and very large, no zero cells (statsmodels adds nothing there)."""
    counts = []
    for _ in range(source.randint(3, 12)):
        size = int(10 ** source.uniform(1.3, 5.5))
        other = max(20, int(size * source.uniform(0.6, 1.6)))
        counts.append(Counts(source.randint(1, size - 1), size, source.randint(1, other - 1), other))
    if source.random() < 0.4:  # alike, so that tau squared is near or at zero
        counts = [Counts(max(1, n.first_n * 34 // 100), n.first_n, n.second_n // 2, n.second_n) for n in counts]
    return counts, [log_odds_ratio(each) for each in counts]


def differences(counts: list[Counts], effects: list[tuple[float, float]], method: str) -> list[float]:
    """How far every figure lies from theirs; only of the effects where their tau squared is not defined."""
    numpy = require("numpy")
    theirs: Any = require("statsmodels.stats.meta_analysis")
    events = [numpy.array([getattr(each, name) for each in counts]) for name in _FIELDS]
    effect, variance = theirs.effectsize_2proportions(*events, statistic="odds-ratio")
    found = [abs(a - b) for (a, _), b in zip(effects, effect, strict=True)]
    found += [abs(a - b) for (_, a), b in zip(effects, variance, strict=True)]
    options = {"atol": 1e-9, "maxiter": 500} if method == "pm" else {}
    pooled = theirs.combine_effects(effect, variance, method_re=method, **options)
    if pooled.tau2 < 0 or (pooled.tau2 == 0 and pooled.q > len(counts) - 1):
        return found
    estimator = Estimator.PAULE_MANDEL if method == "pm" else Estimator.DERSIMONIAN_LAIRD
    ours = random_effects([value for value, _ in effects], [value for _, value in effects], estimator)
    frame = pooled.summary_frame()
    pairs = [
        (ours.tau2, pooled.tau2),
        (ours.q, pooled.q),
        (ours.i2, max(0.0, pooled.i2)),
        (ours.estimate, pooled.mean_effect_re),
        (ours.se, pooled.sd_eff_w_re),
        (ours.hk_scale, pooled.scale_hksj_re),
        (ours.normal[0], frame.loc["random effect", "ci_low"]),
        (ours.normal[1], frame.loc["random effect", "ci_upp"]),
    ]
    with_t = theirs.combine_effects(effect, variance, method_re=method, use_t=True, **options)
    wls = with_t.summary_frame().loc["random effect wls"]
    pairs += [(ours.hk[0], wls["ci_low"]), (ours.hk[1], wls["ci_upp"])]
    found += [abs(a - b) / max(1.0, abs(b)) for a, b in pairs]
    return found + [abs(a - b) for a, b in zip(ours.weights, pooled.weights_rel_re, strict=True)]


_FIELDS = ("second_events", "second_n", "first_events", "first_n")


@pytest.mark.filterwarnings("ignore")
def test_agreement(record_testsuite_property: Any) -> None:
    source = random.Random(20260131)
    largest, compared, spread = 0.0, 0, 0
    for _ in range(SETS):
        counts, effects = random_set(source)
        for method in ("pm", "dl"):
            found = differences(counts, effects, method)
            compared += len(found) > 2 * len(counts)
            largest = max(largest, *found)
        spread += random_effects([value for value, _ in effects], [value for _, value in effects]).tau2 > 0
    record_testsuite_property("sets", compared)
    record_testsuite_property("largest difference", largest)
    assert largest < ALLOWED
    assert compared > 1.5 * SETS
    assert 0 < spread < SETS  # both kinds were among them
