"""The calculator by hand, and what holds whatever is filled in."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.calculator.formulas import NONE, Assumptions, Outcome, Range, calculate
from tests.generated import draws

R = Range.of


def vector(after: str, failing: str = "0.2", **more: Range) -> Outcome:
    """10,000 requests, 34% digital, telephone at 2.83 and web at 0.15, as in the published example."""
    given = Assumptions(R(10_000), R("0.34"), R(after), R(failing), cost_old=R("2.83"), cost_web=R("0.15"), **more)
    return calculate(given)


@pytest.mark.parametrize(
    ("after", "failing", "shifted", "gross"),
    [
        ("0.2337", "0.2", -1063, -2247),
        ("0.4698", "0.2", 1298, 2744),
        ("0.7202", "0.2", 3802, 8037),
        ("0.4698", "0", 1298, 3479),
    ],
)
def test_the_published_example(after: str, failing: str, shifted: int, gross: int) -> None:
    outcome = vector(after, failing)
    assert outcome.gross is not None
    assert outcome.shifted.is_one_number
    assert (round(outcome.shifted.low), round(outcome.gross.low)) == (shifted, gross)


def test_a_range_by_hand() -> None:
    outcome = calculate(
        Assumptions(
            requests=R(1000, 2000),
            digital_now=R("0.5"),
            digital_after=R("0.4", "0.7"),
            failing=R("0.1"),
            minutes_old=R(10),
            minutes_web=R(1),
            cost_old=R(5, 10),
            cost_web=R(1),
            cashable=R("0.5"),
            yearly=R(100),
            once=R(1000),
        )
    )
    assert outcome == Outcome(
        shifted=R(-200, 400),
        contacts=R(-180, 360),
        hours=Range(Decimal(-1600) / 60, Decimal(3200) / 60),
        gross=R(-1600, 3200),
        cashable=R(-800, 1600),
        balance=R(-900, 1500),
        payback=None,
    )


def test_it_is_paid_back_where_money_is_left_whatever_happens() -> None:
    outcome = vector("0.4698", cashable=R("0.5"), once=R(1000), yearly=R(372))
    assert outcome.balance is not None
    assert outcome.payback is not None
    assert outcome.payback.low * outcome.balance.high == pytest.approx(Decimal(1000))


def test_without_a_price_there_is_no_money_and_without_minutes_no_hours() -> None:
    outcome = calculate(Assumptions(R(100), R("0.1"), R("0.2")))
    assert (outcome.hours, outcome.gross, outcome.cashable, outcome.balance, outcome.payback) == (None,) * 5


def test_who_cannot_is_never_counted_as_digital() -> None:
    outcome = calculate(Assumptions(R(100), R("0.5"), R("0.95"), cannot=R("0.2")))
    assert outcome.shifted == R("30.00")


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("NaN", "NaN"), ("0", "Infinity"), ("-Infinity", "0")])
def test_a_range_in_the_wrong_order_is_none(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="from a number"):
        R(low, high)


def numbers(most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=3, allow_nan=False, allow_infinity=False)


def ranges(most: int) -> st.SearchStrategy[Range]:
    return st.tuples(numbers(most), numbers(most)).map(lambda two: Range(min(two), max(two)))


ASSUMPTIONS = st.builds(
    Assumptions,
    requests=ranges(1_000_000),
    digital_now=ranges(1),
    digital_after=ranges(1),
    failing=ranges(1),
    cannot=ranges(1),
    cost_old=ranges(100),
    cost_web=ranges(100),
    minutes_old=ranges(60),
    minutes_web=ranges(60),
    cashable=ranges(1),
    once=ranges(1_000_000),
    yearly=ranges(1_000_000),
)
NAMES = [field.name for field in fields(Assumptions)]


def holds(outer: Range | None, inner: Range | None) -> bool:
    """Also when the wider one has no outcome: there it is said that it cannot be said."""
    return outer is None or (inner is not None and outer.low <= inner.low and inner.high <= outer.high)


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(ASSUMPTIONS, st.sampled_from(NAMES), numbers(1), numbers(1))
def test_a_wider_assumption_never_gives_a_narrower_outcome(
    assumed: Assumptions, name: str, down: Decimal, up: Decimal
) -> None:
    """Shares stay shares: a wider one is cut at 0 and 1."""
    narrow: Range = getattr(assumed, name)
    is_share = name in ("digital_now", "digital_after", "failing", "cannot", "cashable")
    high = min(narrow.high + up, Decimal(1)) if is_share else narrow.high + up
    wide = Range(max(narrow.low - down, Decimal(0)), high)
    before, after = calculate(assumed), calculate(replace(assumed, **{name: wide}))
    for field in fields(Outcome):
        assert holds(getattr(after, field.name), getattr(before, field.name)), field.name


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(ASSUMPTIONS)
def test_nothing_cashable_is_no_money_and_nothing_is_infinite(assumed: Assumptions) -> None:
    outcome = calculate(replace(assumed, cashable=NONE))
    assert outcome.cashable == R(0)
    assert outcome.payback is None
    for field in fields(Outcome):
        found: Range | None = getattr(outcome, field.name)
        assert found is None or (found.low.is_finite() and found.high.is_finite())
