"""What is possible and unlikely is said; what is fine is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.admin.plausibility import unlikely
from cases.admin.text_claims import claimed_pair, claimed_verdict, claimed_way
from cases.choices import Contrast, Design, Outcome, Shape
from cases.models import Result
from tests.cases.published import published
from vocabulary.models import Indicator

D = Decimal
TODAY = date(2026, 11, 23)


def typed(shape: Shape = Shape.SHARE, *, higher: bool = True, **values: Any) -> Result:
    label, unit = values.pop("indicator", "digitaal aangevraagd"), values.pop("unit", "percent")
    better = Indicator.Better.HIGHER if higher else Indicator.Better.LOWER
    values.setdefault("design", Design.BEFORE_AFTER)
    return published(shape, indicator=Indicator(label=label, unit=unit, better=better), **values)


def warned(shape: Shape = Shape.SHARE, **values: Any) -> list[str]:
    return [each.field for each in unlikely(typed(shape, **values), TODAY)]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("44% meer aanvragen", 1),
        ("Het aandeel steeg fors.", 1),
        ("De helft minder vragen", -1),
        ("Het aantal daalde", -1),
        ("Het bleef gelijk", 0),
        ("geen verschil in respons", 0),
        ("meer dan 800 mensen", None),
        ("niet meer aanvragen", None),
        ("10% meer brieven en 20% minder telefoontjes", None),
        ("van 34% naar 50%", None),
        ("", None),
    ],
)
def test_which_way_a_sentence_says_it_went(text: str, way: int | None) -> None:
    assert claimed_way(text) == way


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Het werd beter", 1), ("een verslechtering", -1), ("niet beter", None), ("beter en slechter", None), ("", None)],
)
def test_whether_a_sentence_says_it_got_better(text: str, verdict: int | None) -> None:
    assert claimed_verdict(text) == verdict


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Van 34% naar 50%.", (D(34), D(50))),
        ("van 5.848 naar 3.343, 42,8% minder", (D(5848), D(3343))),
        ("van € 6,62 naar € 0,22", (D("6.62"), D("0.22"))),
        ("van 34 procent naar ruim 50 procent", (D(34), D(50))),
        ("van 1% naar 2% en van 3% naar 4%", None),
        ("34% en 50%", None),
    ],
)
def test_from_what_to_what_a_sentence_says_it_went(text: str, pair: tuple[Decimal, Decimal] | None) -> None:
    assert claimed_pair(text) == pair


def test_ordinary_results_get_no_warning() -> None:
    assert warned(first=D(34), second=D(50), as_published="Van 34% naar 50%, 16 punten meer.") == []
    assert warned(Shape.COUNTS, first_events=120, first_total=800, second_events=60, second_total=810) == []
    assert warned(Shape.RELATIVE, change_relative=D(-20), higher=False, as_published="20% minder, dus beter.") == []
    assert warned(Shape.TEXT, outcome=Outcome.SAME, as_published="Geen verschil.") == []


@pytest.mark.parametrize("shape", [Shape.SINGLE, Shape.VALUE])
def test_a_share_over_a_hundred(shape: Shape) -> None:
    assert warned(shape, first=D(90), second=D(134)) == ["second"]
    assert warned(shape, first=D(90), second=D(100)) == []
    assert warned(shape, first=D(90), second=D(134), unit="count") == []


def test_a_share_over_a_hundred_in_the_trend() -> None:
    assert warned(first=D(34), second=D(50), comparison_first=D(30), comparison_second=D(330)) == ["comparison_second"]


def test_a_share_that_looks_like_a_fraction() -> None:
    assert warned(first=D("0.34"), second=D("0.5")) == ["second"]
    assert warned(first=D("0.34"), second=D(50)) == []
    assert warned(first=D(0), second=D("0.5")) == []


def test_the_sentence_says_the_opposite_of_the_figures() -> None:
    assert warned(first=D(34), second=D(50), as_published="16 punten minder") == ["as_published"]
    assert warned(Shape.RELATIVE, change_relative=D(20), as_published="20% minder") == ["as_published"]
    assert warned(Shape.RANGE, change_low=D(50), change_high=D(70), as_published="50 tot 70% minder") == [
        "as_published"
    ]
    assert warned(Shape.TEXT, outcome=Outcome.ROSE, as_published="Het aantal daalde.") == ["as_published"]


def test_the_sentence_and_what_is_better_contradict() -> None:
    """The indicator says lower is better, the source calls a rise better: one of them is wrong."""
    rise = {"first": D(34), "second": D(50), "as_published": "Het werd beter: 34% en 50%."}
    (warning,) = unlikely(typed(higher=False, **rise), TODAY)
    assert warning.field == "indicator"
    assert "is lager beter" in warning.text
    assert "telt als slechter" in warning.text
    assert warned(higher=True, **rise) == []
    fell = {"outcome": Outcome.FELL, "as_published": "De klachten verslechterden."}
    assert warned(Shape.TEXT, higher=False, **fell) == ["indicator"]
    assert warned(higher=False, **rise, indicator="") == []


def test_before_and_after_the_other_way_round() -> None:
    (warning,) = unlikely(typed(first=D(50), second=D(34), as_published="Van 34% naar 50%, 16 punten meer."), TODAY)
    assert (warning.field, "andersom" in warning.text) == ("first", True)


@pytest.mark.parametrize(("second", "expected"), [(8_000, ["second_total"]), (80, ["second_total"]), (7_999, [])])
def test_totals_that_differ_by_a_factor_of_ten(second: int, expected: list[str]) -> None:
    counts = {"first_events": 40, "first_total": 800, "second_events": 40, "second_total": second}
    assert warned(Shape.COUNTS, **counts) == expected


def test_totals_of_the_trend_that_differ_by_a_factor_of_ten() -> None:
    trend = {"comparison_first": D(3), "comparison_second": D(4)}
    trend |= {"comparison_first_total": 100, "comparison_second_total": 1000}
    assert warned(first=D(34), second=D(50), **trend) == ["comparison_second_total"]


@pytest.mark.parametrize(
    ("shape", "values", "field"),
    [
        (Shape.VALUE, {"first": D(12), "second": D(700)}, "second"),
        (Shape.RELATIVE, {"change_factor": D(12)}, "change_factor"),
        (Shape.RELATIVE, {"change_relative": D(2000)}, "change_relative"),
        (Shape.RELATIVE, {"change_relative": D("0.44")}, "change_relative"),
    ],
)
def test_a_change_that_is_very_large_or_looks_like_a_fraction(shape: Shape, values: dict[str, Any], field: str) -> None:
    assert warned(shape, unit="count", **values) == [field]


def test_without_and_with_asks_for_a_group_beside_it() -> None:
    both = {"first": D(34), "second": D(50), "contrast": Contrast.WITHOUT_WITH}
    assert warned(**both, design=Design.BEFORE_AFTER) == ["design"]
    assert warned(**both, design=Design.RANDOMISED) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024", "2025", []),
        ("2024", "2024", ["second_period"]),
        ("2024", "december 2024 tot maart 2025", ["second_period"]),
        ("2025", "2031", ["second_period"]),
        ("2025", "2024", []),  # refused by the form
        ("2024", "ooit", []),
        ("2023", "mei 2024", ["second_period"]),
    ],
)
def test_odd_periods(first: str, second: str, expected: list[str]) -> None:
    counted = {"first": D(34), "second": D(50), "unit": "count"}
    assert warned(Shape.VALUE, **counted, first_period=first, second_period=second) == expected


@given(
    st.sampled_from(list(Shape)),
    st.booleans(),
    st.text(max_size=60) | st.sampled_from(["van 9 naar 3 meer", "beter", "minder dan 3"]),
    st.dictionaries(
        st.sampled_from(["first", "second", "change_points", "change_relative", "change_low", "change_high"]),
        st.decimals(-200, 10**9, places=4),
    ),
    st.dictionaries(
        st.sampled_from(["first_events", "first_total", "second_events", "second_total"]), st.integers(0, 10**15)
    ),
)
def test_nothing_that_can_be_typed_breaks_it(
    shape: Shape, higher: bool, text: str, figures: dict[str, Decimal], counts: dict[str, int]
) -> None:
    for warning in unlikely(typed(shape, higher=higher, as_published=text, **figures, **counts), TODAY):
        assert warning.text.endswith((".", "?"))
