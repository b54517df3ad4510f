from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.choices import Shape
from cases.figures.validation import check_relations, check_result, series_points
from cases.models import Result

COUNTS = {
    "shape": "counts",
    "contrast": "before-after",
    "design": "before_after",
    "first_events": 120,
    "first_total": 800,
    "second_events": 200,
    "second_total": 800,
}
SHARE = {"shape": "share", "contrast": "before-after", "design": "before_after", "first": 34, "second": 50}
GOOD: list[dict[str, Any]] = [
    COUNTS,
    {**COUNTS, "first": 15, "second": 25},
    SHARE,
    {**SHARE, "first_period": "2017", "second_period": "2019"},
    {"shape": "value", "contrast": "before-after", "design": "before_after", "first": 850_000, "second": 769_000},
    {"shape": "points", "contrast": "without-with", "design": "randomised", "change_points": 4},
    {"shape": "relative", "contrast": "without-with", "design": "randomised", "change_relative": 44},
    {"shape": "relative", "contrast": "without-with", "design": "randomised", "change_factor": 2},
    {"shape": "range", "contrast": "without-with", "design": "randomised", "change_low": -50, "change_high": -70},
    {"shape": "text", "contrast": "without-with", "design": "randomised", "outcome": "same"},
    {"shape": "single", "contrast": "none", "second": 500, "second_total": 1500},
    {"shape": "series", "contrast": "none", "series": "2014: 58\n2015: 68"},
    {"shape": "context", "contrast": "none"},
]
NO_NUMBERS = ["NaN", "Infinity", "1e999999", "1E+3000000", "1,234.5", "9" * 13, "6,000"]
# What is wrong, and the field where the editor must read it.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({**COUNTS, "first_events": 900}, "first_events"),
    ({**COUNTS, "second_total": 0}, "second_total"),
    ({**COUNTS, "second": 50}, "second"),
    ({**COUNTS, "totals_not_published": True}, "totals_not_published"),
    ({**SHARE, "second": 150}, "second"),
    ({**SHARE, "second": None}, "second"),
    ({**SHARE, "design": ""}, "design"),
    ({**SHARE, "contrast": "none"}, "contrast"),
    ({**SHARE, "change_points": 16}, "change_points"),
    ({**SHARE, "first_period": "2019", "second_period": "2017"}, "second_period"),
    ({**SHARE, "first_period": "ooit"}, "first_period"),
    ({**SHARE, "first_period": "2019", "period_not_published": True}, "period_not_published"),
    ({**GOOD[5], "change_points": 140}, "change_points"),
    ({**GOOD[6], "change_relative": -140}, "change_relative"),
    ({**GOOD[6], "change_factor": 2}, "change_relative"),
    ({**GOOD[7], "change_factor": 0}, "change_factor"),
    ({**GOOD[9], "outcome": ""}, "outcome"),
    ({**GOOD[10], "contrast": "before-after"}, "contrast"),
    ({**GOOD[10], "second": 2000}, "second"),
    ({**GOOD[11], "series": "2014 is 58"}, "series"),
    ({**GOOD[11], "series": "2014: 58"}, "series"),
    *(({**GOOD[11], "series": f"2014: 58\n2015: {value}"}, "series") for value in NO_NUMBERS),
]


@pytest.mark.parametrize("fields", GOOD, ids=lambda fields: fields["shape"])
def test_accepts_every_honest_shape(fields: dict[str, Any]) -> None:
    check_result(Result(**fields))


def test_every_shape_has_a_good_example() -> None:
    assert {fields["shape"] for fields in GOOD} == set(Shape.values)


@pytest.mark.parametrize(("fields", "name"), WRONG)
def test_refuses_at_the_field(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_result(Result(**fields))
    assert name in refusal.value.message_dict


def test_reads_a_series_with_commas_and_points() -> None:
    assert [str(value) for _, value in series_points("2014: 58\n2015: 57,4")] == ["58", "57.4"]


def test_reads_a_series_as_every_other_number_is_read() -> None:
    typed = "2014: 33.000\n2015: 9.500\n2016: 950\n2017: 1.234,5"
    assert [value for _, value in series_points(typed)] == [33000, 9500, 950, Decimal("1234.5")]


VERSUS = {"contrast": "versus", "first_label": "mail", "second_label": "brief"}


@pytest.mark.parametrize(
    ("values", "links", "wrong"),
    [
        ({}, [], []),
        ({}, [(1, "alone", "")], []),
        ({}, [(1, "alone", ""), (2, "unknown", "")], []),
        ({}, [(1, "bundle", ""), (2, "bundle", "")], []),
        ({}, [(1, "", "")], [(0, "relation")]),
        ({}, [(1, "alone", ""), (2, "alone", "")], [(0, "relation"), (1, "relation")]),
        ({}, [(1, "alone", ""), (2, "bundle", "")], [(0, "relation")]),
        ({}, [(1, "bundle", ""), (1, "bundle", "")], [(1, "method")]),
        ({}, [(1, "alone", "first")], [(0, "arm")]),
        ({}, [(1, "versus", "")], [(None, "contrast")]),
        (VERSUS, [(1, "versus", "first"), (2, "versus", "second")], []),
        (VERSUS, [(1, "versus", "")], []),
        (VERSUS, [], []),
        (VERSUS, [(1, "versus", "first"), (2, "unknown", "")], []),
        (VERSUS, [(1, "alone", "")], [(0, "relation")]),
        ({"contrast": "versus"}, [(1, "versus", "")], [(None, "first_label"), (None, "second_label")]),
    ],
)
def test_what_cannot_have_differed(
    values: dict[str, str], links: list[tuple[int, str, str]], wrong: list[tuple[int | None, str]]
) -> None:
    result = Result(**{**SHARE, **values})
    assert [(each.place, each.field) for each in check_relations(result, links)] == wrong


def test_a_draft_may_not_have_chosen_yet_but_not_contradict_itself() -> None:
    assert not list(check_relations(Result(**SHARE), [(1, "", "")], unfinished=True))
    assert list(check_relations(Result(**SHARE), [(1, "alone", ""), (2, "alone", "")], unfinished=True))
