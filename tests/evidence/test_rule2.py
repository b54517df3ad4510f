"""Rule 2, line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evidence import (
    Better,
    Counts,
    Design,
    Direction,
    Kind,
    MethodSummary,
    Points,
    Relation,
    ReportedBy,
    Result,
    Role,
    Shares,
    Single,
    Spoken,
    Words,
    summarise,
)
from evidence.rule2.direction import organisation_direction, scope_direction
from evidence.rule2.strength import years_before
from tests.evidence.generated import DAY, WELL, result

D1, D2, D3, D4, D5 = Design
B, N, W = Direction.BETTER, Direction.NO_CLEAR_CHANGE, Direction.WORSE
UP, SAME, DOWN = Shares(30, 40), Shares(30, 30), Shares(30, 20)
BIG = Counts(3000, 10_000, 4000, 10_000)


def judged(*rows: Result, as_of: date = DAY) -> MethodSummary:
    return summarise(rows, as_of=as_of)


def designs(*found: Design, figures: Any = UP, **more: Any) -> MethodSummary:
    """One organisation per design, well reported with totals, all in the same direction."""
    more = {"totals_known": True, **more}
    return judged(*(result(f"organisatie {place}", figures, each, **more) for place, each in enumerate(found)))


def codes(summary: MethodSummary, kind: Kind) -> list[str]:
    return [reason.code for reason in summary.strength.reasons if reason.kind is kind]


@pytest.mark.parametrize(
    ("found", "rung"),
    [
        ([], 0),
        ([D1], 1),
        ([D2], 1),
        ([D1, D1], 1),
        ([D1, D2], 1),
        ([D2, D2], 2),
        ([D1, D1, D1], 2),
        ([D1] * 40, 2),
        ([D3], 2),
        ([D5], 2),
        ([D1, D3], 2),
        ([D3, D3], 3),
        ([D5, D5], 3),
        ([D3, D3, D3], 3),
        ([D3] * 9, 3),
        ([D3, D3, D4], 4),
        ([D3, D3, D5], 4),
        ([D5] * 8, 4),
    ],
)
def test_the_highest_rung_that_holds(found: list[Design], rung: int) -> None:
    summary = designs(*found)
    assert summary.strength.rung == summary.strength.level == rung
    assert len(codes(summary, Kind.RUNG)) >= 1


def test_an_organisation_counts_once_with_its_best_design() -> None:
    summary = judged(*(result("A", UP, design) for design in (D1, D5, D3, D5)), result("B", UP, D1))
    assert (summary.strength.rung, len(summary.organisations)) == (2, 2)
    assert [each.design for each in summary.organisations] == [D5, D1]


def five(*found: Design, figures: Counts = BIG, **more: Any) -> MethodSummary:
    return designs(*found, figures=figures, reports_guard=True, **more)


def test_rung_five() -> None:
    summary = five(D5, D5, D3, D3, D4)
    assert (summary.strength.rung, summary.strength.level, summary.direction) == (5, 5, B)
    assert codes(summary, Kind.NEXT) == []


def test_rung_five_needs_two_by_lot() -> None:
    assert five(D5, D4, D3, D3, D4).strength.rung == 4


def test_rung_five_needs_five_compared() -> None:
    assert five(D5, D5, D5, D5, D1).strength.rung == 4


def test_rung_five_needs_the_range_on_one_side() -> None:
    rows = [Counts(300, 1000, 300 + more, 1000) for more in (60, 100, 150, 300, 600)]
    summary = judged(*(result(f"{n}", each, D5, reports_guard=True) for n, each in enumerate(rows)))
    pooled = summary.indicators[0].pooled
    assert pooled is not None
    assert pooled.next_low is not None
    assert pooled.next_low < 0
    assert summary.strength.rung == 4


def test_rung_five_may_be_on_the_worse_side() -> None:
    summary = five(D5, D5, D5, D5, D5, better=Better.LOWER)
    assert (summary.strength.level, summary.direction) == (5, W)


def test_the_method_has_rung_five_when_one_of_its_indicators_has() -> None:
    rows = [result(f"{place}", BIG, D5, reports_guard=True) for place in range(5)]
    summary = judged(*rows, result("5", UP, D1, indicator="iets anders"))
    assert summary.strength.rung == 5
    assert codes(summary, Kind.RUNG) == ["indicator"]
    assert {each.indicator: each.strength.rung for each in summary.indicators} == {"aandeel": 5, "iets anders": 1}


def test_five_over_several_indicators_is_not_five_within_one() -> None:
    rows = [result(f"{place}", BIG, D5, reports_guard=True, indicator=f"{place % 2}") for place in range(8)]
    assert judged(*rows).strength.rung == 4


def test_cap_four_while_nobody_reports_a_guard() -> None:
    summary = designs(D5, D5, D5, D5, D5, figures=BIG)
    assert (summary.strength.rung, summary.strength.level) == (5, 4)
    assert [(each.code, each.effect) for each in summary.strength.reasons if each.kind is Kind.CAP] == [
        ("no_guard", -1)
    ]


def test_the_cap_comes_before_what_goes_off() -> None:
    more = {"period_known": False, "months": None, "measured_on": None, "source_opens": False}
    summary = designs(D5, D5, D5, D5, D5, figures=BIG, **more)
    assert (summary.strength.rung, summary.strength.level) == (5, 3)


def test_a_guard_lifts_the_cap_only_with_a_direction_and_of_the_same_organisation() -> None:
    rows = [result(f"{place}", BIG, D5) for place in range(5)]
    guard = {"indicator": "tevreden", "role": Role.GUARD}
    assert judged(*rows, result("3", SAME, D1, **guard)).strength.level == 5
    assert judged(*rows, result("3", Single(), D1, **guard)).strength.level == 4
    assert judged(*rows, result("iemand anders", SAME, D1, **guard)).strength.level == 4
    assert judged(*rows, result("3", SAME, D1, case="ander geval", **guard)).strength.level == 4


def test_guards_stand_beside_and_are_never_mixed_in() -> None:
    summary = judged(
        result("A", UP), *(result(name, DOWN, D5, indicator="tevreden", role=Role.GUARD) for name in "ABC")
    )
    assert (summary.direction, len(summary.organisations), summary.strength.rung) == (B, 1, 1)
    (guard,) = summary.guards
    assert (guard.indicator, guard.direction) == ("tevreden", W)


def test_without_usable_results() -> None:
    summary = judged(result("A", Single()), result("B", SAME, indicator="tevreden", role=Role.GUARD))
    assert (summary.direction, summary.strength.level, summary.without_direction) == (Direction.NO_RESULT, 0, 1)
    assert judged().strength.level == 0
    assert codes(summary, Kind.CAP) == codes(summary, Kind.MINUS) == []


def test_a_null_result_is_usable() -> None:
    summary = judged(result("A", Words(Spoken.SAME), D3), result("B", Words(Spoken.SAME), D5))
    assert (summary.direction, summary.strength.rung) == (N, 3)


def test_a_quarter_that_differs_takes_one_off() -> None:
    better = [result(name, UP, D5, totals_known=True) for name in "ABC"]
    for other in (SAME, DOWN):
        summary = judged(*better, result("D", other, D5, totals_known=True))
        assert (summary.direction, summary.strength.rung, summary.strength.level) == (B, 4, 3)
    summary = judged(*better, result("E", UP, D5, totals_known=True), result("D", DOWN, D5, totals_known=True))
    assert (summary.direction, summary.strength.level) == (B, 4)


def test_mixed_takes_one_off_and_never_two() -> None:
    summary = judged(*(result(name, each, D5, totals_known=True) for name, each in zip("AB", (UP, DOWN), strict=True)))
    assert (summary.direction, summary.strength.rung, summary.strength.level) == (Direction.MIXED, 3, 2)


def test_effects_far_apart_take_one_off() -> None:
    rows = [Counts(3000, 10_000, 3000 + more, 10_000) for more in (1000, 1100, 2500, 1200)]
    summary = judged(*(result(f"{n}", each, D5) for n, each in enumerate(rows)))
    pooled = summary.indicators[0].pooled
    assert pooled is not None
    assert pooled.statistics.i2 >= 0.75
    assert (summary.direction, codes(summary, Kind.MINUS), summary.strength.level) == (B, ["not_consistent"], 3)


UNCLEAR = [Counts(300, 1000, after, 1000) for after in (345, 350, 900)]


def test_better_needs_the_pooled_interval_to_exclude_no_change() -> None:
    summary = judged(*(result(f"{n}", each, D5) for n, each in enumerate(UNCLEAR)))
    assert [each.direction for each in summary.organisations] == [B, B, B]
    assert (summary.direction, codes(summary, Kind.MINUS)) == (N, ["not_consistent"])


WEAK = {
    "no_totals": {"totals_known": False},
    "no_period": {"period_known": False, "months": None, "measured_on": None},
    "too_old": {"measured_on": date(2016, 10, 31)},
    "not_openable": {"source_opens": False},
}


def weak(*names: str) -> dict[str, Any]:
    # The good ones first, so that a flaw stays.
    merged: dict[str, Any] = {"totals_known": True}
    for name in names:
        merged.update(WEAK[name])
    return merged


@pytest.mark.parametrize("name", WEAK)
def test_one_flaw_takes_nothing_off(name: str) -> None:
    assert designs(D5, D5, **weak(name)).strength.level == 3


@pytest.mark.parametrize(
    "names",
    [("no_totals", "no_period"), ("no_totals", "too_old"), ("no_totals", "not_openable"), ("too_old", "not_openable"),
     ("no_period", "not_openable"), ("no_totals", "no_period", "not_openable")],
)  # fmt: skip
def test_two_flaws_or_more_take_one_off(names: tuple[str, ...]) -> None:
    summary = designs(D5, D5, **weak(*names))
    assert (codes(summary, Kind.MINUS), summary.strength.level) == (["weakly_reported"], 2)


def test_each_flaw_must_hold_for_more_than_half() -> None:
    bad, good = weak("no_totals", "not_openable"), weak()
    half = judged(result("A", UP, D5, **bad), result("B", UP, D5, **good))
    more = judged(*(result(name, UP, D5, **bad) for name in "AB"), result("C", UP, D5, **good))
    assert (half.strength.level, more.strength.level) == (3, 3)
    assert (codes(half, Kind.MINUS), codes(more, Kind.MINUS)) == ([], ["weakly_reported"])


def test_flaws_are_counted_per_flaw_over_the_results() -> None:
    """Two of three have no totals, two of three no openable source: both hold, though only one result has both."""
    rows = [("A", ["no_totals"]), ("B", ["not_openable"]), ("C", ["no_totals", "not_openable"])]
    summary = judged(*(result(name, UP, D5, **weak(*names)) for name, names in rows))
    assert codes(summary, Kind.MINUS) == ["weakly_reported"]


def test_somebody_elses_word_is_not_the_doers() -> None:
    flawed = weak("no_totals", "not_openable")
    assert designs(D5, D5, **flawed, reported_by=ReportedBy.PRESS).strength.level == 3
    assert designs(D5, D5, **flawed, reported_by=ReportedBy.DOER).strength.level == 2


@pytest.mark.parametrize(("months", "level"), [(2.9, 2), (3, 3), (None, 3)])
def test_followed_for_less_than_three_months_is_a_flaw(months: float | None, level: int) -> None:
    assert designs(D5, D5, **weak("no_totals"), months=months).strength.level == level


@pytest.mark.parametrize(("as_of", "level"), [(date(2035, 6, 1), 3), (date(2035, 6, 2), 2)])
def test_age_makes_the_level_depend_on_the_day(as_of: date, level: int) -> None:
    rows = [result(name, UP, D5) for name in "AB"]
    summary = judged(*rows, as_of=as_of)
    assert rows[0].measured_on == date(2025, 6, 1)
    assert (summary.strength.level, summary.strength.as_of) == (level, as_of)


def test_years_before() -> None:
    assert years_before(date(2026, 11, 1), 10) == date(2016, 11, 1)
    assert years_before(date(2024, 2, 29), 10) == date(2014, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)
    assert years_before(date(5, 1, 1), 10) == date.min


def test_never_below_one_when_anything_is_usable() -> None:
    summary = judged(Result("A", "x", UP), Result("B", "x", DOWN))
    assert (summary.strength.rung, summary.strength.level) == (1, 1)
    assert codes(summary, Kind.MINUS) == ["not_consistent", "weakly_reported"]
    assert codes(summary, Kind.FLOOR) == ["floor"]


@pytest.mark.parametrize(
    ("directions", "expected"),
    [([B], B), ([B, B, W], B), ([B, W], N), ([B, B, W, W, N], N), ([B, N, W], N), ([W, W, N, N, W], W)],
)
def test_direction_of_an_organisation(directions: list[Direction], expected: Direction) -> None:
    assert organisation_direction(directions) is organisation_direction(directions[::-1]) is expected


@pytest.mark.parametrize(
    ("directions", "interval", "expected"),
    [
        ([], None, Direction.NO_RESULT),
        ([B], None, B),
        ([B, B, B, W], None, B),
        ([B, B, W], None, Direction.MIXED),
        ([B, B, N], None, Direction.MIXED),
        ([N, N, N, B], (0.1, 0.2), N),
        ([B, B, B], (0.1, 0.9), B),
        ([B, B, B], (-0.1, 0.9), N),
        ([W, W, W], (-0.9, -0.1), W),
        ([W, W, W], (-0.9, 0.0), N),
        ([B, B, B], (-0.9, -0.1), N),
    ],
)
def test_direction_of_a_scope(
    directions: list[Direction], interval: tuple[float, float] | None, expected: Direction
) -> None:
    assert scope_direction(directions, interval) is expected


@pytest.mark.parametrize(
    "found",
    [[], [D1], [D2], [D1, D1], [D1, D2], [D2, D2], [D3], [D3, D1], [D3, D3], [D3, D3, D3], [D3, D5], [D1, D1, D1]],
)
def test_the_next_rung_is_reached_with_what_is_asked_and_not_with_less(found: list[Design]) -> None:
    before = designs(*found)
    (reason,) = [each for each in before.strength.reasons if each.kind is Kind.NEXT]
    assert reason.code == f"rung_{before.strength.rung + 1}"
    as_design = {"measured": D1, "trend": D2, "compared": D3, "strong": D4}
    asked = {need.code: need.count for need in reason.needs}
    assert asked
    if reason.any_of:
        options = [[as_design[code]] * count for code, count in asked.items()]
    else:
        many = max(asked.values())
        options = [
            [D4] * asked.get("strong", 0) + [D3 if "compared" in asked else D1] * (many - asked.get("strong", 0))
        ]
    for added in options:
        assert designs(*found, *added).strength.rung > before.strength.rung, added
        assert designs(*found, *added[1:]).strength.rung == before.strength.rung, added


def test_the_top_asks_for_a_guard_and_a_range() -> None:
    (reason,) = [each for each in designs(D5, D5, D5, D1).strength.reasons if each.kind is Kind.NEXT]
    assert {need.code: need.count for need in reason.needs} == {"compared": 2, "range_one_sided": 1, "guard": 1}


def test_points_and_words_count_like_any_other_result() -> None:
    summary = judged(result("A", Points(4), D5), result("B", Words(Spoken.ROSE), D5), result("C", UP, D3))
    assert (summary.direction, summary.strength.rung) == (B, 4)


def test_the_version_and_the_day_stand_with_every_level() -> None:
    assert (designs(D1).strength.rule_version, designs(D1).strength.as_of) == (2, DAY)


def test_well_reported_really_is() -> None:
    assert Result("A", "x", UP, **WELL).has_period  # type: ignore[arg-type]


ALONE, BUNDLE, VERSUS, UNKNOWN = Relation


@pytest.mark.parametrize(
    ("rows", "direction", "level", "is_bundle"),
    [
        # Nothing but what counts for nothing.
        ([("A", D5, VERSUS), ("B", D5, UNKNOWN)], Direction.NO_RESULT, 0, False),
        # Bundles give the lowest rung, however many and however well they were measured.
        ([("A", D1, BUNDLE)], Direction.BETTER, 1, True),
        ([(name, D5, BUNDLE) for name in "ABCDEF"], Direction.BETTER, 1, True),
        # Beside something alone they neither raise nor lower.
        ([("A", D3, ALONE), *((name, D5, BUNDLE) for name in "BCDEF")], Direction.BETTER, 2, False),
        ([("A", D3, ALONE), ("A", D5, BUNDLE)], Direction.BETTER, 2, False),
        ([("A", D3, ALONE), ("B", D3, ALONE), ("C", D5, VERSUS), ("D", D5, UNKNOWN)], Direction.BETTER, 3, False),
    ],
)
def test_what_was_tested_decides_what_counts(
    rows: list[tuple[str, Design, Relation]], direction: Direction, level: int, is_bundle: bool
) -> None:
    summary = summarise([result(name, None, design, relation=relation) for name, design, relation in rows], as_of=DAY)
    assert (summary.direction, summary.strength.level, summary.is_bundle) == (direction, level, is_bundle)


def test_worse_bundles_do_not_make_it_mixed() -> None:
    rows = [result("A"), *(result(name, Shares(50, 30), relation=BUNDLE) for name in "BCD")]
    summary = summarise(rows, as_of=DAY)
    assert (summary.direction, summary.sign_test.better, summary.sign_test.worse) == (Direction.BETTER, 1, 0)


def test_a_guard_measured_together_with_something_else_lifts_no_cap() -> None:
    aim = [result(name, None, D5, case=name) for name in "ABC"]
    guards = [
        result("A", None, D5, case="A", indicator="klachten", role=Role.GUARD, relation=relation)
        for relation in (BUNDLE, ALONE)
    ]
    capped, lifted = (summarise([*aim, guard], as_of=DAY).strength for guard in guards)
    assert "no_guard" in [reason.code for reason in capped.reasons]
    assert "no_guard" not in [reason.code for reason in lifted.reasons]


def test_an_indicator_that_was_only_measured_together_says_so_beside_one_that_was_not() -> None:
    summary = summarise([result("A"), result("B", indicator="iets anders", relation=BUNDLE)], as_of=DAY)
    assert [(each.indicator, each.is_bundle, each.strength.level) for each in summary.indicators] == [
        ("aandeel", False, 1),
        ("iets anders", True, 1),
    ]
    assert not summary.is_bundle
    assert [each.organisation for each in summary.organisations] == ["A"]


def test_what_a_bundle_needs_is_a_test_of_the_method_alone() -> None:
    strength = summarise([result(name, None, D5, relation=BUNDLE) for name in "ABC"], as_of=DAY).strength
    [following] = [reason for reason in strength.reasons if reason.kind is Kind.NEXT]
    assert {need.code: need.count for need in following.needs} == {"compared": 1, "trend": 2, "measured": 3}
    assert following.text.endswith("zonder iets anders erbij.")
