"""The calculator by hand, and what holds whatever is filled in."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.calculator.formulas import NONE, Assumptions, OldChannel, Outcome, Range, calculate
from tests.generated import draws

R = Range.of


def vector(after: str, failing: str = "0.2", **more: Range) -> Outcome:
    """10,000 requests, 34% digital, telephone at 2.83 and web at 0.15, as in the published example."""
    telephone = OldChannel("Telefoon", R(6_600), cost=R("2.83"))
    return calculate(Assumptions((telephone,), R(3_400), R(after), R(failing), cost_web=R("0.15"), **more))


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
    """500 to 1,000 old and 500 digital contacts; 40 to 70 of each 100 digital after."""
    outcome = calculate(
        Assumptions(
            channels=(OldChannel("Balie", R(500, 1000), cost=R(5, 10), minutes=R(10)),),
            digital_now=R(500),
            digital_after=R("0.4", "0.7"),
            failing=R("0.1"),
            minutes_web=R(1),
            cost_web=R(1),
            cashable=R("0.5"),
            yearly=R(100),
            once=R(1000),
        )
    )
    assert outcome == Outcome(
        shifted=R(-100, 550),
        contacts=R(-90, 495),
        per_channel=(R(-90, 495),),
        hours=Range(Decimal(-800) / 60, Decimal(4400) / 60),
        gross=R(-800, 4400),
        cashable=R(-400, 2200),
        balance=R(-500, 2100),
        payback=None,
    )


def test_several_channels_by_hand() -> None:
    """600 calls at 3 euros and 200 visits at 7: a contact costs 4 on the average. Half of 1,000 becomes digital."""
    channels = (OldChannel("Telefoon", R(600), cost=R(3)), OldChannel("Balie", R(200), cost=R(7)))
    outcome = calculate(Assumptions(channels, R(200), R("0.5"), cost_web=R(1), cashable=R(1)))
    assert (outcome.shifted, outcome.per_channel) == (R(300), (R(225), R(75)))
    assert outcome.gross == R(900)


def test_the_mean_of_channels_that_vary_holds_each_mix() -> None:
    """400 to 600 calls at 3 euros and 0 to 200 visits at 7: between 3, without visits, and 4.33, with the most."""
    channels = (OldChannel("Telefoon", R(400, 600), cost=R(3)), OldChannel("Balie", R(0, 200), cost=R(7)))
    gross = calculate(Assumptions(channels, R(0), R(1), cost_web=R(0))).gross
    assert gross is not None
    assert gross.low == 400 * 3
    assert round(gross.high, 6) == round(Decimal(800) * (400 * 3 + 200 * 7) / 600, 6)


def test_what_one_channel_costs_says_nothing_while_that_of_another_is_unknown() -> None:
    channels = (OldChannel("Telefoon", R(600), cost=R(3), minutes=R(5)), OldChannel("Balie", R(200), minutes=R(9)))
    outcome = calculate(Assumptions(channels, R(200), R("0.5"), cost_web=R(1), minutes_web=R(1)))
    assert outcome.gross is None
    assert outcome.hours is not None


def test_it_is_paid_back_where_money_is_left_whatever_happens() -> None:
    outcome = vector("0.4698", cashable=R("0.5"), once=R(1000), yearly=R(372))
    assert outcome.balance is not None
    assert outcome.payback is not None
    assert outcome.payback.low * outcome.balance.high == pytest.approx(Decimal(1000))


def test_without_a_price_there_is_no_money_and_without_minutes_no_hours() -> None:
    outcome = calculate(Assumptions((OldChannel("Post", R(90)),), R(10), R("0.2")))
    assert (outcome.hours, outcome.gross, outcome.cashable, outcome.balance, outcome.payback) == (None,) * 5


def test_who_cannot_is_never_counted_as_digital() -> None:
    outcome = calculate(Assumptions((OldChannel("Post", R(50)),), R(50), R("0.95"), cannot=R("0.2")))
    assert outcome.shifted == R("30.00")


def test_without_anything_to_shift_there_is_no_calculation() -> None:
    with pytest.raises(ValueError, match="nothing to shift"):
        Assumptions((OldChannel("Post", R(0)),), R(50), R("0.95"))


@pytest.mark.parametrize(
    ("old", "digital", "share"),
    [(R(60), R(40), R("0.4")), (R(0, 60), R(40), R("0.4", 1)), (R(60), R(0), R(0)), (R(0, 60), R(0), R(0))],
)
def test_the_share_that_is_digital_now(old: Range, digital: Range, share: Range) -> None:
    assert Assumptions((OldChannel("Post", old),), digital, R(1)).share_now == share


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("NaN", "NaN"), ("0", "Infinity"), ("-Infinity", "0")])
def test_a_range_in_the_wrong_order_is_none(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="from a number"):
        R(low, high)


def numbers(most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=3, allow_nan=False, allow_infinity=False)


def ranges(most: int) -> st.SearchStrategy[Range]:
    return st.tuples(numbers(most), numbers(most)).map(lambda two: Range(min(two), max(two)))


CHANNELS = st.lists(
    st.builds(OldChannel, st.just("Post"), ranges(1_000_000), ranges(100), ranges(60)), min_size=1, max_size=4
).filter(lambda found: any(channel.contacts.high for channel in found))
ASSUMPTIONS = st.builds(
    Assumptions,
    channels=CHANNELS.map(tuple),
    digital_now=ranges(1_000_000),
    digital_after=ranges(1),
    failing=ranges(1),
    cannot=ranges(1),
    cost_web=ranges(100),
    minutes_web=ranges(60),
    cashable=ranges(1),
    once=ranges(1_000_000),
    yearly=ranges(1_000_000),
)
NAMES = [field.name for field in fields(Assumptions) if field.name != "channels"]
OF_A_CHANNEL = ["contacts", "cost", "minutes"]
# Division rounds in the 28th digit.
SLACK = Decimal("1e-15")


def holds(outer: Range | None, inner: Range | None) -> bool:
    """Also when the wider one has no outcome: there it is said that it cannot be said."""
    if outer is None:
        return True
    if inner is None:
        return False
    slack = SLACK * max(1, abs(outer.low), abs(outer.high))
    return outer.low <= inner.low + slack and inner.high <= outer.high + slack


def widened(narrow: Range, down: Decimal, up: Decimal, is_share: bool) -> Range:
    """Shares stay shares: a wider one is cut at 0 and 1."""
    high = min(narrow.high + up, Decimal(1)) if is_share else narrow.high + up
    return Range(max(narrow.low - down, Decimal(0)), high)


def all_hold(outer: Outcome, inner: Outcome) -> None:
    for field in fields(Outcome):
        if field.name != "per_channel":
            assert holds(getattr(outer, field.name), getattr(inner, field.name)), field.name
    for one, other in zip(outer.per_channel, inner.per_channel, strict=True):
        assert holds(one, other)


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(ASSUMPTIONS, st.sampled_from(NAMES), numbers(1), numbers(1))
def test_a_wider_assumption_never_gives_a_narrower_outcome(
    assumed: Assumptions, name: str, down: Decimal, up: Decimal
) -> None:
    is_share = name in ("digital_after", "failing", "cannot", "cashable")
    wide = widened(getattr(assumed, name), down, up, is_share)
    all_hold(calculate(replace(assumed, **{name: wide})), calculate(assumed))


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(ASSUMPTIONS, st.integers(0, 3), st.sampled_from(OF_A_CHANNEL), numbers(100), numbers(100))
def test_neither_does_a_wider_channel(assumed: Assumptions, place: int, name: str, down: Decimal, up: Decimal) -> None:
    channels = list(assumed.channels)
    channel = channels[place % len(channels)]
    channels[place % len(channels)] = replace(channel, **{name: widened(getattr(channel, name), down, up, False)})
    all_hold(calculate(replace(assumed, channels=tuple(channels))), calculate(assumed))


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(ASSUMPTIONS)
def test_nothing_cashable_is_no_money_and_nothing_is_infinite(assumed: Assumptions) -> None:
    outcome = calculate(replace(assumed, cashable=NONE))
    assert outcome.cashable == R(0)
    assert outcome.payback is None
    named = [getattr(outcome, field.name) for field in fields(Outcome) if field.name != "per_channel"]
    for found in (*named, *outcome.per_channel):
        assert found is None or (found.low.is_finite() and found.high.is_finite())
