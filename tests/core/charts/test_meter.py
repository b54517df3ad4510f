from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.charts.axis import build_axis
from core.charts.meter import Meter, build_meter
from core.charts.series import Series

D = Decimal


def shares(first: Decimal, second: Decimal) -> Meter:
    series = Series("aandeel", (("voor", first), ("na", second)), "percent")
    return build_meter(series, build_axis([*series.values, D(100)], series.text, is_share=True), named=True)


def meter(first: int, second: int) -> Meter:
    return shares(D(first), D(second))


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


def test_one_value_is_filled_from_zero_and_has_no_words() -> None:
    series = Series("bezoekers", (("voor", D(500)),), "count")
    one = build_meter(series, build_axis([D(1500)], series.text), named=True)
    assert (one.change_width, one.labels, one.end) == (0, (), "1.500")
    assert one.marks == (one.filled,)


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_word_never_starts_outside_the_bar(first: Decimal, second: Decimal) -> None:
    for label in shares(first, second).labels:
        assert label.anchor != "end" or label.at >= 10
        assert label.anchor != "start" or label.at <= 90
