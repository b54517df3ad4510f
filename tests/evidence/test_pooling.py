"""When organisations are put together, and how."""

from __future__ import annotations

import pytest

from evidence import (
    Better,
    Counts,
    Direction,
    IndicatorSummary,
    NotPooled,
    Refusal,
    Relative,
    Result,
    Scale,
    Shares,
    Values,
    at_start,
    effect_of,
    summarise,
)
from tests.evidence.generated import DAY, result

FIVE = [
    Counts(340, 1000, 500, 1000),
    Counts(80, 400, 110, 410),
    Counts(500, 900, 610, 905),
    Counts(30, 200, 55, 210),
    Counts(1200, 5000, 1900, 5100),
]


def one(results: list[Result]) -> IndicatorSummary:
    (summary,) = summarise(results, as_of=DAY).indicators
    return summary


def of(figures: list[Counts], **more: Better) -> IndicatorSummary:
    return one([result(f"organisatie {place}", each, **more) for place, each in enumerate(figures)])


@pytest.mark.parametrize("number", [1, 2])
def test_below_three_nothing_is_pooled(number: int) -> None:
    summary = of(FIVE[:number])
    assert summary.pooling == NotPooled(k=number, needed=3)
    point = at_start(summary, 34)
    assert (point.expected, point.low, point.next_low, point.refusal) == (None, None, None, Refusal.TOO_FEW)
    assert len(point.examples) == number


@pytest.mark.parametrize("number", [3, 4])
def test_from_three_a_mean_and_no_range(number: int) -> None:
    summary = of(FIVE[:number])
    assert summary.pooled is not None
    assert (summary.pooled.k, summary.pooled.next_low, summary.pooled.next_high) == (number, None, None)
    point = at_start(summary, 34)
    assert point.expected is not None
    assert (point.next_low, point.next_refusal, point.refusal) == (None, Refusal.TOO_FEW, None)


def test_from_five_a_range_with_a_caution_below_ten() -> None:
    five, ten = of(FIVE).pooled, of(FIVE * 2).pooled
    assert five is not None
    assert ten is not None
    assert five.next_low is not None
    assert five.next_low < five.low < five.estimate < five.high < (five.next_high or 0)
    assert (five.caution, ten.caution) == (True, False)


def test_two_results_of_one_organisation_are_one_organisation() -> None:
    first, second = Counts(340, 1000, 500, 1000), Counts(200, 500, 240, 520)
    effects = [effect_of(result("A", each)) for each in (first, second)]
    rest = [result("B", FIVE[1]), result("C", FIVE[2])]
    pooled = one([result("A", first), result("A", second), *rest]).pooled
    assert pooled is not None
    (combined, *_) = pooled.effects
    assert pooled.k == 3
    assert combined.estimate == pytest.approx(sum(each.estimate or 0 for each in effects) / 2)
    errors = [(each.variance or 0) ** 0.5 for each in effects]
    assert combined.variance == pytest.approx((sum(errors) / 2) ** 2)


def test_two_organisations_with_many_results_are_still_two() -> None:
    summary = one([result(name, figures) for name in "AB" for figures in FIVE])
    assert summary.pooling == NotPooled(k=2, needed=3)


def test_shares_without_totals_are_not_pooled_but_count_for_the_direction() -> None:
    summary = one([result(name, Shares(34, 50)) for name in "ABCDE"])
    assert summary.pooling == NotPooled(k=0, needed=3)
    assert summary.direction is Direction.BETTER
    assert (summary.sign_test.better, summary.sign_test.worse, summary.sign_test.p) == (5, 0, 0.0625)
    assert [round(example.expected, 1) for example in at_start(summary, 34).examples] == [50.0] * 5


def test_values_are_pooled_as_ratios_and_never_carried_to_a_share() -> None:
    summary = one([result(name, Values(100, 60 + place, 2, 2)) for place, name in enumerate("ABC")])
    assert summary.pooled is not None
    assert summary.pooled.scale is Scale.LOG_RATIO
    assert at_start(summary, 34).refusal is Refusal.NOT_SHARES


def test_shares_and_values_are_never_put_together() -> None:
    summary = one([result("A"), result("B"), *(result(name, Values(100, 60, 2, 2)) for name in "CD")])
    assert summary.pooling == NotPooled(k=2, needed=3)


def test_only_a_relative_change_is_not_carried_over() -> None:
    point = at_start(one([result("A", Relative(44))]), 34)
    assert (point.examples, point.refusal) == ((), Refusal.NOT_SHARES)


def test_each_organisation_by_its_own_odds_ratio() -> None:
    """The worked example of the design: 12% to 6% and 11.1% to 8.4%, at a start of 9%."""
    rows = [result("Barts", Shares(11.1, 8.4), better=Better.LOWER), result("GKB", Shares(12, 6), better=Better.LOWER)]
    assert [round(each.expected, 1) for each in at_start(one(rows), 9).examples] == [6.8, 4.4]


@pytest.mark.parametrize("start", [0, 100, -3, 250, float("nan")])
def test_a_start_without_odds_is_refused(start: float) -> None:
    for summary in (of(FIVE), of(FIVE[:1])):
        with pytest.raises(ValueError, match="between 0 and 100"):
            at_start(summary, start)


def test_indicators_are_never_mixed() -> None:
    rows = [result(f"{indicator}{place}", each, indicator=indicator) for indicator in "xy" for place, each in
            enumerate(FIVE[:2])]  # fmt: skip
    summary = summarise(rows, as_of=DAY)
    assert [each.pooling for each in summary.indicators] == [NotPooled(2, 3), NotPooled(2, 3)]
    assert not hasattr(summary, "pooling")


def test_an_indicator_cannot_be_better_both_ways() -> None:
    with pytest.raises(ValueError, match="two ways"):
        summarise([result("A"), result("B", better=Better.LOWER)], as_of=DAY)
