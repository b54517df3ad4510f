"""The published test vectors, to four decimals, and the two traps."""

from __future__ import annotations

import pytest

from evidence import Counts, Estimator, RandomEffects, carry_over, random_effects
from evidence.effects import log_odds_ratio, points_interval

# After events, after n, before events, before n.
CASES = [(650, 1300, 408, 1200), (468, 900, 328, 800), (75, 300, 77, 350), (3024, 4200, 2200, 4000)]
PM, DL = Estimator.PAULE_MANDEL, Estimator.DERSIMONIAN_LAIRD


def pooled(estimator: Estimator) -> RandomEffects:
    effects = [log_odds_ratio(Counts(before, before_n, after, after_n)) for after, after_n, before, before_n in CASES]
    return random_effects([estimate for estimate, _ in effects], [variance for _, variance in effects], estimator)


def four(*numbers: float) -> tuple[float, ...]:
    return tuple(round(number, 4) for number in numbers)


@pytest.mark.parametrize("estimator", [PM, DL])
def test_q_and_i_squared_do_not_depend_on_the_estimator(estimator: Estimator) -> None:
    assert four(pooled(estimator).q, pooled(estimator).i2) == (15.1088, 0.8014)


@pytest.mark.parametrize(
    ("estimator", "tau2", "estimate", "normal", "modified", "prediction"),
    [
        (DL, 0.0296, 0.5552, (0.3592, 0.7512), (0.1829, 0.9276), (-0.3014, 1.4118)),
        (PM, 0.0469, 0.5423, (0.3063, 0.7784), (0.1590, 0.9257), (-0.5242, 1.6089)),
    ],
)
def test_pooled(
    estimator: Estimator,
    tau2: float,
    estimate: float,
    normal: tuple[float, float],
    modified: tuple[float, float],
    prediction: tuple[float, float],
) -> None:
    found = pooled(estimator)
    assert four(found.tau2, found.estimate) == (tau2, estimate)
    assert four(*found.normal) == normal
    assert four(*found.hk) == four(*found.modified_hk) == modified
    assert found.prediction is not None
    assert four(*found.prediction) == prediction


@pytest.mark.parametrize(
    ("start", "expected"), [(34, [47.0, 37.7, 56.5, 23.4, 72.0]), (85, [90.7, 86.9, 93.5, 77.0, 96.6])]
)
def test_a_reader_at_a_starting_share(start: float, expected: list[float]) -> None:
    found = pooled(PM)
    assert found.prediction is not None
    values = [found.estimate, *found.modified_hk, *found.prediction]
    assert [round(carry_over(start, value), 1) for value in values] == expected


@pytest.mark.parametrize("estimator", [PM, DL])
def test_trap_of_nearly_equal_effects(estimator: Estimator) -> None:
    found = random_effects([0.500, 0.505, 0.495], [0.02] * 3, estimator)
    assert tuple(round(end, 3) for end in found.hk) == (0.488, 0.512)
    assert tuple(round(end, 3) for end in found.modified_hk) == (0.149, 0.851)


@pytest.mark.parametrize("estimator", [PM, DL])
def test_trap_of_two(estimator: Estimator) -> None:
    found = random_effects([0.3, 0.6], [0.01, 0.01], estimator)
    assert tuple(round(end, 2) for end in found.hk) == (-1.46, 2.36)
    assert found.prediction is None


@pytest.mark.parametrize("estimator", [PM, DL])
def test_equal_effects_have_no_spread_between_them(estimator: Estimator) -> None:
    found = random_effects([0.4] * 3, [0.01, 0.02, 0.03], estimator)
    assert (found.tau2, found.i2, round(found.q, 12)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("number", "interval"), [(50, (-3.1, 35.1)), (200, (6.5, 25.5)), (1000, (11.7, 20.3)), (20000, (15.0, 17.0))]
)
def test_interval_in_points(number: int, interval: tuple[float, float]) -> None:
    counts = Counts(34 * number // 100, number, 50 * number // 100, number)
    assert tuple(round(end, 1) for end in points_interval(counts)) == interval


@pytest.mark.parametrize(("start", "expected"), [(5, 9.3), (20, 32.7), (60, 74.4), (80, 88.6), (90, 94.6)])
def test_34_to_50_at_other_starting_shares(start: float, expected: float) -> None:
    estimate, _ = log_odds_ratio(Counts(34, 100, 50, 100))
    assert round(carry_over(start, estimate), 1) == expected


@pytest.mark.parametrize(
    ("effects", "variances"), [([0.1], [0.1]), ([0.1, 0.2], [0.1]), ([0.1, 0.2], [0.1, 0.0]), ([], [])]
)
def test_what_cannot_be_pooled_is_refused(effects: list[float], variances: list[float]) -> None:
    with pytest.raises(ValueError, match="pooling needs"):
        random_effects(effects, variances)
