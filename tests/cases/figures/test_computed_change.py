from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Direction, Outcome, Shape
from evidence import left_after_trend
from tests.cases.published import published

D = Decimal
SHARES = st.decimals(0, 100, places=2)


def test_two_shares_give_points_and_a_relative_change() -> None:
    change = published(Shape.SHARE, first=D(34), second=D(50))
    assert change.points == D(16)
    assert change.relative is not None
    assert round(change.relative) == 47
    assert change.direction is Direction.BETTER


def test_counts_give_shares() -> None:
    change = published(Shape.COUNTS, higher=False, first_events=60, first_total=500, second_events=30, second_total=500)
    assert (*change.sides, change.points) == (D(12), D(6), D(-6))
    assert change.direction is Direction.BETTER


def test_points_are_never_turned_into_a_percentage() -> None:
    change = published(Shape.POINTS, change_points=D(4))
    assert (change.points, change.relative, change.sides[0]) == (D(4), None, None)


def test_a_relative_change_is_never_turned_into_points() -> None:
    change = published(Shape.RELATIVE, change_relative=D(44))
    assert (change.points, change.relative) == (None, D(44))


def test_a_factor_is_a_relative_change() -> None:
    assert published(Shape.RELATIVE, change_factor=D(2)).relative == D(100)


def test_values_have_no_points() -> None:
    change = published(Shape.VALUE, higher=False, first=D(850_000), second=D(769_000))
    assert change.points is None
    assert change.direction is Direction.BETTER


def test_from_zero_there_is_no_relative_change() -> None:
    assert published(Shape.VALUE, first=D(0), second=D(5)).relative is None


@pytest.mark.parametrize(
    ("outcome", "higher", "direction"),
    [
        (Outcome.ROSE, True, Direction.BETTER),
        (Outcome.ROSE, False, Direction.WORSE),
        (Outcome.FELL, False, Direction.BETTER),
        (Outcome.SAME, True, Direction.NO_CHANGE),
        (Outcome.MIXED, True, Direction.NO_CHANGE),
    ],
)
def test_words_have_a_direction_too(outcome: Outcome, higher: bool, direction: Direction) -> None:
    assert published(Shape.TEXT, higher=higher, outcome=outcome).direction is direction


@pytest.mark.parametrize(
    ("low", "high", "direction"),
    [
        (D(-70), D(-50), Direction.BETTER),
        (D(-50), D(-70), Direction.BETTER),
        (D(5), D(10), Direction.WORSE),
        (D(-5), D(5), Direction.NO_CHANGE),
        (D(0), D(0), Direction.NO_CHANGE),
    ],
)
def test_a_range_has_a_direction_when_both_ends_agree(low: Decimal, high: Decimal, direction: Direction) -> None:
    assert published(Shape.RANGE, higher=False, change_low=low, change_high=high).direction is direction


def test_a_single_measurement_has_no_direction() -> None:
    assert published(Shape.SINGLE, second=D(87)).direction is Direction.UNKNOWN


def test_counts_that_may_be_chance_are_no_clear_change() -> None:
    few = published(Shape.COUNTS, first_events=10, first_total=100, second_events=14, second_total=100)
    many = published(Shape.COUNTS, first_events=1000, first_total=10_000, second_events=1400, second_total=10_000)
    assert few.points == many.points == D(4)
    assert (few.direction, many.direction) == (Direction.NO_CHANGE, Direction.BETTER)


def test_a_change_that_was_seen_elsewhere_too_is_no_clear_change() -> None:
    trend = {"comparison_first": D(34), "comparison_second": D(50)}
    change = published(Shape.SHARE, first=D(34), second=D(50), **trend)
    assert change.points == D(16)
    assert change.direction is Direction.NO_CHANGE
    left = left_after_trend(change.measured)
    assert left is not None
    assert round(left.left, 9) == 0


def test_impossible_numbers_say_nothing() -> None:
    assert published(Shape.SHARE, first=D(34), second=D(500)).direction is Direction.UNKNOWN


@given(SHARES, SHARES, st.booleans())
def test_swapping_first_and_second_swaps_the_sign(first: Decimal, second: Decimal, higher: bool) -> None:
    one = published(Shape.SHARE, higher=higher, first=first, second=second)
    other = published(Shape.SHARE, higher=higher, first=second, second=first)
    assert one.points is not None
    assert one.points == -(other.points or 0)
    swapped = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    assert other.direction is swapped.get(one.direction, one.direction)


@given(
    st.sampled_from(list(Shape)),
    st.fixed_dictionaries(
        {
            name: st.none() | st.decimals(-100, 10**9, places=3)
            for name in (
                "first",
                "second",
                "change_points",
                "change_relative",
                "change_factor",
                "change_low",
                "change_high",
            )
        }
    ),
    st.fixed_dictionaries(
        {
            name: st.none() | st.integers(0, 10**9)
            for name in ("first_events", "first_total", "second_events", "second_total")
        }
    ),
)
def test_every_draft_can_be_computed(shape: Shape, figures: dict[str, object], counts: dict[str, object]) -> None:
    change = published(shape, **figures, **counts)
    assert change.direction in Direction
