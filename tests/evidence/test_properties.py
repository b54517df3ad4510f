"""What holds for any valid input."""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import (
    Better,
    Counts,
    Design,
    Direction,
    IndicatorSummary,
    MethodSummary,
    Relation,
    Relative,
    RelativeRange,
    Result,
    Shares,
    Values,
    at_start,
    effect_of,
    left_after_trend,
    random_effects,
    result_direction,
    summarise,
)
from evidence.cli.report import report
from tests.evidence.generated import COUNTS, DAY, SHARES, VALUES, result, results

ANY = settings(max_examples=60)
MANY = st.lists(results(), max_size=14)


def numbers(value: Any) -> list[float]:
    """Every number in plain data or dataclasses."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in numbers(part)]
    if isinstance(value, list | tuple):
        return [each for part in value for each in numbers(part)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return numbers([getattr(value, field.name) for field in dataclasses.fields(value)])
    return [value] if isinstance(value, float) else []


@ANY
@given(MANY, st.floats(0, 100, exclude_min=True, exclude_max=True))
def test_no_exception_and_no_nan(rows: list[Result], start: float) -> None:
    summary = summarise(rows, as_of=DAY)
    everything = [report(summary, start), summary, [left_after_trend(each) for each in rows]]
    assert all(math.isfinite(each) for each in numbers(everything))


@ANY
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Result], source: random.Random) -> None:
    shuffled = list(rows)
    source.shuffle(shuffled)
    assert summarise(shuffled, as_of=DAY) == summarise(rows, as_of=DAY)


@ANY
@given(st.one_of(COUNTS, SHARES, VALUES))
def test_swapping_before_and_after_flips_signs(figures: Counts | Shares | Values) -> None:
    if isinstance(figures, Counts):
        swapped: Any = Counts(figures.second_events, figures.second_n, figures.first_events, figures.first_n)
    elif isinstance(figures, Shares):
        swapped = Shares(figures.second, figures.first)
    else:
        swapped = Values(figures.second, figures.first, figures.second_se, figures.first_se)
    there, back = (effect_of(result("A", each)) for each in (figures, swapped))
    assert there.sign == -(back.sign or 0)
    if there.estimate is not None:
        assert there.estimate == -(back.estimate or 0.0)
        assert there.variance == pytest.approx(back.variance)
    if there.points is not None:
        assert there.points == -(back.points or 0.0)
    directions = [result_direction(each, Better.HIGHER) for each in (there, back)]
    assert [each.sign for each in directions if each] == [
        1 * (directions[0].sign if directions[0] else 0),
        -1 * (directions[0].sign if directions[0] else 0),
    ]


POOLABLE = st.lists(COUNTS, min_size=3, max_size=9)


def pooled(figures: list[Counts], **more: Any) -> IndicatorSummary:
    (summary,) = summarise(
        [result(f"{place:03}", each, **more) for place, each in enumerate(figures)], as_of=DAY
    ).indicators
    return summary


@ANY
@given(POOLABLE)
def test_swapping_all_of_them_turns_the_whole_pool(figures: list[Counts]) -> None:
    swapped = [Counts(each.second_events, each.second_n, each.first_events, each.first_n) for each in figures]
    there, back = pooled(figures).pooled, pooled(swapped).pooled
    assert there is not None
    assert back is not None
    close = {"rel": 1e-9, "abs": 1e-9}
    assert there.estimate == pytest.approx(-back.estimate, **close)
    assert (there.low, there.high) == (pytest.approx(-back.high, **close), pytest.approx(-back.low, **close))
    assert there.statistics.tau2 == pytest.approx(back.statistics.tau2, **close)


@ANY
@given(POOLABLE)
def test_the_pool_is_sound(figures: list[Counts]) -> None:
    summary = pooled(figures)
    found = summary.pooled
    assert found is not None
    statistics = found.statistics
    estimates = [each.estimate for each in found.effects]
    assert min(estimates) - 1e-9 <= found.estimate <= max(estimates) + 1e-9
    assert found.low <= found.estimate <= found.high
    assert sum(statistics.weights) == pytest.approx(1)
    assert statistics.tau2 >= 0
    assert 0 <= statistics.i2 < 1
    normal = statistics.normal
    assert found.high - found.low >= (normal[1] - normal[0]) * (1 - 1e-12)
    if found.next_low is not None:
        assert found.next_low <= found.low or math.isclose(found.next_low, found.low)
    if statistics.tau2 > 0:  # the equation that Paule and Mandel solve
        assert statistics.hk_scale == pytest.approx(1, abs=1e-6)
    else:
        assert statistics.q <= len(figures) - 1 + 1e-9


@ANY
@given(POOLABLE)
def test_higher_or_lower_is_better_only_turns_the_direction(figures: list[Counts]) -> None:
    up, down = pooled(figures), pooled(figures, better=Better.LOWER)
    assert up.pooling == down.pooling
    assert up.direction.sign == -down.direction.sign
    assert (up.strength.rung, up.strength.level) == (down.strength.rung, down.strength.level)


def size_of(summary: MethodSummary) -> tuple[int, list[int]]:
    return len(summary.organisations), [each.pooled.k if each.pooled else 0 for each in summary.indicators]


@ANY
@given(st.lists(results(), min_size=1, max_size=10))
def test_an_equal_organisation_more_never_makes_fewer(rows: list[Result]) -> None:
    before = summarise(rows, as_of=DAY)
    copies = [
        dataclasses.replace(each, organisation="nieuw") for each in rows if each.organisation == rows[0].organisation
    ]
    after = summarise([*rows, *copies], as_of=DAY)
    assert len(after.organisations) >= len(before.organisations)
    for old, new in zip(before.indicators, after.indicators, strict=True):
        assert len(new.organisations) >= len(old.organisations)
        assert (new.pooled.k if new.pooled else new.pooling.k) >= (old.pooled.k if old.pooled else old.pooling.k)  # type: ignore[union-attr]
    assert after.strength.rung >= before.strength.rung or before.strength.rung == 5


@ANY
@given(st.lists(results(), min_size=1, max_size=10))
def test_the_same_row_twice_changes_no_size_and_no_rung(rows: list[Result]) -> None:
    once, twice = summarise(rows, as_of=DAY), summarise([*rows, *rows], as_of=DAY)
    assert size_of(once) == size_of(twice)
    assert once.strength.rung == twice.strength.rung
    for a, b in zip(once.indicators, twice.indicators, strict=True):
        if a.pooled and b.pooled:
            assert a.pooled.estimate == pytest.approx(b.pooled.estimate, rel=1e-9, abs=1e-12)
            assert a.pooled.low == pytest.approx(b.pooled.low, rel=1e-6, abs=1e-9)


@ANY
@given(
    st.tuples(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.integers(1, 400)), st.integers(2, 50)
)
def test_scale_of_counts(cells: tuple[int, int, int, int], factor: int) -> None:
    a, b, c, d = cells
    small, large = Counts(a, a + b, c, c + d), Counts(a * factor, (a + b) * factor, c * factor, (c + d) * factor)
    one, many = (effect_of(result("A", each)) for each in (small, large))
    assert many.estimate == pytest.approx(one.estimate, abs=1e-12)
    assert many.variance == pytest.approx((one.variance or 0) / factor)
    assert many.points == pytest.approx(one.points, abs=1e-9)
    # What is clear with few stays clear with more.
    before, after = (result_direction(each, Better.HIGHER) for each in (one, many))
    assert before in (after, Direction.NO_CLEAR_CHANGE)


@ANY
@given(st.lists(results(COUNTS | SHARES), min_size=1, max_size=8), st.floats(0.01, 99.98), st.floats(0.001, 0.01))
def test_a_higher_start_never_ends_lower(rows: list[Result], start: float, more: float) -> None:
    for summary in summarise(rows, as_of=DAY).indicators:
        low, high = at_start(summary, start), at_start(summary, start + more)
        for name in ("expected", "low", "high", "next_low", "next_high"):
            a, b = getattr(low, name), getattr(high, name)
            assert (a is None) == (b is None)
            assert a is None or 0 <= a <= b <= 100
        assert (low.expected is None) == (summary.pooled is None or summary.pooled.k < 3)


@ANY
@given(st.floats(-100, 1e6), st.floats(-100, 1e6))
def test_a_range_reads_the_same_both_ways(low: float, high: float) -> None:
    there, back = (effect_of(result("A", each)) for each in (RelativeRange(low, high), RelativeRange(high, low)))
    assert result_direction(there, Better.HIGHER) is result_direction(back, Better.HIGHER)
    if low == high:
        single = result_direction(effect_of(result("A", Relative(low))), Better.HIGHER)
        assert abs(low) < 1e-9 or result_direction(there, Better.HIGHER) is single


@ANY
@given(st.lists(st.tuples(st.floats(-30, 30), st.floats(1e-12, 1e5)), min_size=2, max_size=40))
def test_any_effects_can_be_pooled(pairs: list[tuple[float, float]]) -> None:
    found = random_effects([effect for effect, _ in pairs], [variance for _, variance in pairs])
    assert all(math.isfinite(each) for each in numbers(found))
    assert found.tau2 >= 0


def test_a_better_design_never_lowers_the_rung() -> None:
    source = random.Random(5)
    for _ in range(200):
        chosen = [source.choice(list(Design)) for _ in range(source.randint(1, 7))]
        rungs = []
        for lift in (0, 1):
            lifted = [list(Design)[min(4, design.rank - 1 + (lift if place == 0 else 0))] for place, design in
                      enumerate(chosen)]  # fmt: skip
            rungs.append(
                summarise(
                    [result(f"{n}", Shares(3, 4), each) for n, each in enumerate(lifted)], as_of=DAY
                ).strength.rung
            )
        # From a trend to nothing but a comparison can only help: D2 counts as measured, D3 as measured and compared.
        assert rungs[1] >= rungs[0], chosen


RELATED = st.lists(st.tuples(results(organisations=9), st.sampled_from(Relation)), max_size=16).map(
    lambda pairs: [dataclasses.replace(row, relation=relation) for row, relation in pairs]
)


def _outcome(rows: Sequence[Result]) -> Any:
    summary = summarise(rows, as_of=DAY)
    return summary.organisations, summary.direction, summary.strength, summary.is_bundle


@settings(max_examples=60)
@given(RELATED)
def test_only_what_was_tested_alone_counts_and_bundles_where_nothing_was(rows: list[Result]) -> None:
    summary = summarise(rows, as_of=DAY)
    alone = [row for row in rows if row.relation is Relation.ALONE]
    bundles = [row for row in rows if row.relation is Relation.BUNDLE]
    if summary.is_bundle:
        assert not summarise(alone, as_of=DAY).organisations
        assert (summary.strength.rung, summary.strength.level) == (1, 1)
        assert _outcome(rows) == _outcome(bundles)
    else:
        assert _outcome(rows) == _outcome(alone)
    assert all(each.pooled is None for each in (*summary.indicators, *summary.guards) if each.is_bundle)
    assert [each.pooled for each in summary.indicators if each.pooled] == [
        each.pooled for each in summarise(alone, as_of=DAY).indicators if each.pooled
    ]
