from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Direction, Shape
from cases.figures.display import FigureKind
from tests.cases.published import row as figure

D = Decimal


def test_two_shares_are_a_pair_on_an_axis_to_100() -> None:
    shown = figure(Shape.SHARE, first=D(34), second=D(50))
    assert (shown.kind, shown.first, shown.second) == (FigureKind.PAIR, "34%", "50%")
    assert shown.axis is not None
    assert (*map(shown.axis.at, shown.sides or ()), shown.axis.last) == (D(34), D(50), "100%")
    assert shown.difference == "+16 procentpunt"


def test_values_stand_on_a_round_axis_from_zero() -> None:
    shown = figure(Shape.VALUE, unit="count", first=D(33_000), second=D(54_000))
    assert shown.axis is not None
    assert (shown.first, shown.second, shown.axis.last) == ("33.000", "54.000", "60.000")
    assert shown.difference == "+21.000"


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        ({"shape": Shape.RELATIVE, "change_relative": D(44)}, "+44%"),
        ({"shape": Shape.RELATIVE, "change_relative": D(-7)}, "−7%"),
        ({"shape": Shape.RELATIVE, "change_factor": D(2), "qualifier": "over"}, "ruim 2 keer zo veel"),
        ({"shape": Shape.POINTS, "change_points": D("2.3")}, "+2,3 procentpunt"),
        ({"shape": Shape.RANGE, "change_low": D(-70), "change_high": D(-50)}, "50 tot 70% minder"),
        ({"shape": Shape.RANGE, "change_low": D(-50), "change_high": D(-70)}, "50 tot 70% minder"),
    ],
)
def test_a_change_without_a_baseline_is_never_drawn(values: dict[str, Any], headline: str) -> None:
    shown = figure(**values)
    assert (shown.kind, shown.headline) == (FigureKind.CHANGE, headline)
    assert (shown.axis, shown.numbers.points) == (None, ())


def test_a_null_is_that_no_difference_was_found_and_never_that_there_is_none() -> None:
    for design in ("randomised", "before_after"):
        null = figure(Shape.TEXT, contrast="without-with", design=design, outcome="same")
        assert null.headline == "Geen verschil gevonden"
    assert figure(Shape.TEXT, contrast="before-after", outcome="same").headline == "Gelijk gebleven"


@pytest.mark.parametrize(
    ("missed", "shape", "fields"),
    [
        (True, Shape.TEXT, {"outcome": "same"}),
        (True, Shape.SHARE, {"first": D(10), "second": D(10)}),
        (True, Shape.RELATIVE, {"change_relative": D(0)}),
        (False, Shape.TEXT, {"outcome": "rose"}),
        (False, Shape.SHARE, {"first": D(10), "second": D(11)}),
        (False, Shape.POINTS, {"change_points": D(2)}),
        (False, Shape.RANGE, {"change_low": D(-5), "change_high": D(5)}),
        (False, Shape.SINGLE, {"second": D(10), "contrast": "none"}),
        (
            False,
            Shape.COUNTS,
            {"first_events": 10, "first_total": 100, "second_events": 10, "second_total": 100},
        ),
    ],
)
def test_a_null_without_totals_or_interval_can_have_missed_something(
    missed: bool, shape: Shape, fields: dict[str, Any]
) -> None:
    assert (
        figure(shape, **{"contrast": "without-with", "design": "randomised", **fields}).is_null_without_figures
        is missed
    )


@pytest.mark.parametrize(
    ("contrast", "headline"),
    [
        ("before-after", "34% → 50%"),
        ("without-with", "34% zonder, 50% met"),
        ("versus", "34% brief met norm, 50% brief met boete"),
    ],
)
def test_no_arrow_stands_between_two_groups(contrast: str, headline: str) -> None:
    labels = {"first_label": "brief met norm", "second_label": "brief met boete"} if contrast == "versus" else {}
    assert figure(Shape.SHARE, first=D(34), second=D(50), contrast=contrast, **labels).headline == headline


def test_a_single_measurement_shows_its_word() -> None:
    shown = figure(Shape.SINGLE, unit="count", contrast="none", qualifier="nearly", second=D(500), second_total=1500)
    assert shown.headline == "bijna 500"
    assert shown.axis is not None
    assert shown.axis.last == "1.500"
    assert shown.direction is Direction.UNKNOWN


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_positions_stay_on_the_axis(first: Decimal, second: Decimal) -> None:
    shown = figure(Shape.SHARE, first=first, second=second)
    assert shown.axis is not None
    assert all(0 <= shown.axis.at(value) <= 100 for value in shown.numbers.values)


@pytest.mark.parametrize(
    ("first", "second", "width"),
    [
        ("34%", "50%", ""),
        ("44%", "33,1%", "wide"),
        ("33.000", "54.000", "long"),
        ("", "Geen verschil gevonden", "long"),
    ],
)
def test_letters_shrink_with_the_length(first: str, second: str, width: str) -> None:
    shape = Shape.SHARE if "%" in first else Shape.VALUE if first else Shape.TEXT
    fields: dict[str, Any] = {"contrast": "without-with", "design": "randomised", "outcome": "same", "unit": "count"}
    for name, text in (("first", first), ("second", second)):
        if shape != Shape.TEXT:
            fields[name] = D(text.removesuffix("%").replace(".", "").replace(",", "."))
    shown = figure(shape, **fields)
    assert (shown.first, shown.main, shown.width) == (first, second, width)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+3000000", "1E+100000", "veel", "1,234.5"])
def test_a_stored_series_that_cannot_be_read_is_not_drawn(value: str) -> None:
    assert figure(Shape.SERIES, series=f"2014: 58\n2015: {value}").series is None
