from __future__ import annotations

import math
from typing import Any

import pytest

from evidence import (
    Better,
    Counts,
    Design,
    Direction,
    Effect,
    Points,
    Relative,
    RelativeRange,
    Scale,
    Shares,
    Single,
    Spoken,
    Values,
    Words,
    effect_of,
    left_after_trend,
    result_direction,
)
from evidence.figures import LARGEST
from tests.evidence.generated import result


def effect(figures: Any, **more: Any) -> Effect:
    return effect_of(result("A", figures, **more))


def direction(figures: Any, better: Better = Better.HIGHER, **more: Any) -> Direction | None:
    return result_direction(effect(figures, **more), better)


def test_34_to_50() -> None:
    found = effect(Counts(68, 200, 100, 200))
    assert (found.first, found.second, found.points) == (34, 50, 16)
    assert found.relative == pytest.approx(47.0588, abs=1e-4)
    assert found.scale is Scale.LOG_ODDS
    assert found.estimate == pytest.approx(0.6633, abs=1e-4)
    assert found.variance == pytest.approx(1 / 100 + 1 / 100 + 1 / 68 + 1 / 132)


def test_a_zero_cell_gets_a_half_in_all_four() -> None:
    found = effect(Counts(0, 20, 5, 20))
    assert found.estimate == pytest.approx(math.log((5.5 / 15.5) / (0.5 / 20.5)))
    assert found.variance == pytest.approx(1 / 5.5 + 1 / 15.5 + 1 / 0.5 + 1 / 20.5)
    assert found.relative is None


def test_one_patient_proves_nothing() -> None:
    assert direction(Counts(0, 1, 1, 1)) is Direction.NO_CLEAR_CHANGE
    assert direction(Counts(0, 20, 20, 20)) is Direction.BETTER


def test_shares_without_totals_have_no_variance() -> None:
    found = effect(Shares(34, 50))
    assert found.estimate == pytest.approx(0.6633, abs=1e-4)
    assert (found.variance, found.interval, found.points) == (None, None, 16)


@pytest.mark.parametrize("shares", [Shares(0, 50), Shares(34, 100), Shares(0, 0), Shares(100, 0)])
def test_nobody_and_everybody_have_no_odds_ratio(shares: Shares) -> None:
    found = effect(shares)
    assert (found.scale, found.estimate) == (None, None)
    assert found.points == shares.second - shares.first


def test_values_are_a_ratio_with_a_variance_only_from_standard_errors() -> None:
    found = effect(Values(850_000, 769_000))
    assert found.estimate == pytest.approx(math.log(769 / 850))
    assert (found.scale, found.variance, found.points) == (Scale.LOG_RATIO, None, None)
    assert effect(Values(20, 10, 2, 1)).variance == pytest.approx(0.1**2 + 0.1**2)
    assert effect(Values(20, 10, 2)).variance is None
    assert effect(Values(0, 10)).estimate is None
    assert effect(Values(-4, 10)).relative is None


def test_only_a_relative_change_is_never_turned_into_points() -> None:
    found = effect(Relative(44))
    assert found.estimate == pytest.approx(math.log(1.44))
    assert (found.points, found.first, found.variance, found.relative) == (None, None, None, 44)
    assert effect(Relative(-100)).estimate is None


def test_only_points_are_never_turned_into_a_ratio() -> None:
    found = effect(Points(4))
    assert (found.points, found.relative, found.estimate) == (4, None, None)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (Counts(17, 50, 25, 50), Direction.NO_CLEAR_CHANGE),
        (Counts(68, 200, 100, 200), Direction.BETTER),
        (Counts(100, 200, 68, 200), Direction.WORSE),
        (Shares(34, 50), Direction.BETTER),
        (Shares(34, 34), Direction.NO_CLEAR_CHANGE),
        (Values(850_000, 769_000), Direction.WORSE),
        (Values(20, 18, 2, 2), Direction.NO_CLEAR_CHANGE),
        (Points(-2.3), Direction.WORSE),
        (Relative(0), Direction.NO_CLEAR_CHANGE),
        (RelativeRange(-50, -70), Direction.WORSE),
        (RelativeRange(-5, 10), Direction.NO_CLEAR_CHANGE),
        (Words(Spoken.ROSE), Direction.BETTER),
        (Words(Spoken.SAME), Direction.NO_CLEAR_CHANGE),
        (Words(Spoken.MIXED), Direction.NO_CLEAR_CHANGE),
        (Single(), None),
    ],
)
def test_direction_of_one_result(figures: Any, expected: Direction | None) -> None:
    turned = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    assert direction(figures) is expected
    assert direction(figures, Better.LOWER) is (turned.get(expected, expected) if expected else None)


def test_the_comparison_series_of_the_method_description() -> None:
    """0.663 minus 0.672 leaves nothing: documents sent to government online went from 58% to 73% by themselves."""
    found = effect(Counts(340, 1000, 500, 1000), comparison=Shares(58, 73))
    assert found.gross == pytest.approx(0.6633, abs=1e-4)
    assert found.estimate == pytest.approx(-0.0086, abs=1e-3)
    assert found.variance is None
    assert direction(Counts(340, 1000, 500, 1000), comparison=Shares(58, 73)) is Direction.NO_CLEAR_CHANGE


def test_the_variance_of_a_comparison_series_is_added() -> None:
    own, other = Counts(340, 1000, 500, 1000), Counts(200, 1000, 250, 1000)
    found = effect(own, comparison=other)
    variances = [effect(each).variance for each in (own, other)]
    assert found.variance == pytest.approx(sum(each or 0 for each in variances))
    assert direction(own, comparison=other) is Direction.BETTER
    assert direction(own, comparison=own) is Direction.NO_CLEAR_CHANGE


def test_shares_and_values_minus_their_series() -> None:
    assert direction(Shares(20, 30), comparison=Shares(20, 40)) is Direction.WORSE
    assert direction(Shares(20, 30), comparison=Shares(20, 30)) is Direction.NO_CLEAR_CHANGE
    assert direction(Values(10, 20), comparison=Values(5, 15)) is Direction.WORSE
    assert direction(Shares(0, 30), comparison=Shares(20, 30)) is Direction.BETTER  # no odds: 30 points against 10
    assert direction(Values(0, 3), comparison=Values(0, 2)) is None


def test_a_series_of_another_kind_is_refused() -> None:
    for figures in (Values(1, 2), Points(3), Words(Spoken.ROSE)):
        with pytest.raises(ValueError, match="same kind"):
            result("A", figures, comparison=Shares(1, 2))


def test_a_subtracted_trend_makes_a_before_after_a_d2() -> None:
    assert result("A", comparison=Shares(1, 2)).counted_design is Design.WITH_TREND
    assert result("A", comparison=Shares(1, 2), design=Design.COMPARISON).counted_design is Design.COMPARISON
    assert result("A").counted_design is Design.BEFORE_AFTER


def test_what_is_left_after_the_trend() -> None:
    found = left_after_trend(result("A", Shares(34, 50), comparison=Shares(34, 40)))
    assert found is not None
    assert (found.expected, found.left) == (pytest.approx(40), pytest.approx(10))
    values = left_after_trend(result("A", Values(100, 150), comparison=Values(10, 12)))
    assert values is not None
    assert (values.expected, values.left) == (pytest.approx(120), pytest.approx(30))
    assert left_after_trend(result("A", Shares(34, 50))) is None
    assert left_after_trend(result("A", Shares(0, 50), comparison=Shares(34, 40))) is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Counts(3, 2, 1, 2),
        lambda: Counts(0, 0, 1, 2),
        lambda: Counts(-1, 2, 1, 2),
        lambda: Counts(1, LARGEST + 1, 1, 2),
        lambda: Shares(-1, 50),
        lambda: Shares(50, 100.1),
        lambda: Shares(50, math.nan),
        lambda: Values(math.inf, 1),
        lambda: Values(1, 1, -1),
        lambda: Points(101),
        lambda: Relative(-100.5),
        lambda: RelativeRange(-200, 5),
        lambda: result("A", months=-1),
        lambda: result("A", months=math.nan),
    ],
)
def test_what_cannot_be_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        wrong()
