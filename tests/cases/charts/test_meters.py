from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.charts.meters import Meter, build_meter
from cases.choices import Shape
from cases.figures.computed_change import compute_change
from cases.figures.display import Figure, build_figure
from cases.figures.published_figures import Published

D = Decimal
WORDS = ("voor", "na")


def shares(first: Decimal, second: Decimal) -> Figure:
    published = Published(shape=Shape.SHARE, higher_is_better=True, first=first, second=second)
    return build_figure(published, compute_change(published), "percent", "before-after")


def meter(first: int, second: int) -> Meter:
    made = build_meter(shares(D(first), D(second)), WORDS)
    assert made is not None
    return made


def test_the_bar_is_filled_from_zero_to_the_lowest_number() -> None:
    up, down = meter(34, 50), meter(50, 34)
    assert (up.filled, up.change_width) == (down.filled, down.change_width) == (D(34), D(16))
    assert (up.start, up.end) == ("0%", "100%")


def test_two_near_words_stand_away_from_each_other() -> None:
    assert [(label.text, label.anchor) for label in meter(34, 50).labels] == [("voor", "end"), ("na", "start")]
    assert [(label.text, label.anchor) for label in meter(50, 34).labels] == [("voor", "start"), ("na", "end")]


def test_at_the_edge_only_the_last_number_keeps_its_word() -> None:
    assert [label.text for label in meter(85, 97).labels] == ["na"]
    assert [label.text for label in meter(2, 9).labels] == ["na"]


def test_no_difference_gives_one_word_for_both() -> None:
    [label] = meter(40, 40).labels
    assert label.text == "voor en na"


@pytest.mark.parametrize("shape", [Shape.RELATIVE, Shape.TEXT, Shape.CONTEXT])
def test_what_has_no_number_on_an_axis_has_no_bar(shape: Shape) -> None:
    published = Published(
        shape=shape, higher_is_better=True, change_relative=D(44) if shape == Shape.RELATIVE else None
    )
    figure = build_figure(published, compute_change(published), "count", "before-after")
    assert build_meter(figure, WORDS) is None


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_word_never_starts_outside_the_bar(first: Decimal, second: Decimal) -> None:
    made = build_meter(shares(first, second), WORDS)
    assert made is not None
    for label in made.labels:
        assert label.anchor != "end" or label.at >= 10
        assert label.anchor != "start" or label.at <= 90
