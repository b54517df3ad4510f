from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.axis import build_axis, nearest_end
from core.text.numbers import number

D = Decimal


@given(st.decimals(min_value=D("0.001"), max_value=D(10**12), places=3))
def test_an_axis_ends_near_the_largest_value_and_its_parts_are_round(largest: Decimal) -> None:
    end, parts = nearest_end(largest)
    assert largest <= end <= largest * 2
    digits = str((end / parts).normalize()).replace(".", "").lstrip("0").split("E")[0].rstrip("0")
    assert digits in ("1", "2", "25", "5")


@pytest.mark.parametrize(
    ("values", "is_share", "texts"),
    [
        ([D(12), D(6)], True, ["0", "5", "10", "15"]),
        ([D(49), D(77)], True, ["0", "25", "50", "75", "100"]),
        ([D(34), D(50)], True, ["0", "20", "40", "60"]),
        ([D(5848), D(3343)], False, ["0", "2.000", "4.000", "6.000"]),
        ([D(0), D(0)], True, ["0", "25", "50", "75", "100"]),
        ([], False, ["0", "0,25", "0,5", "0,75", "1"]),
    ],
)
def test_ticks_stand_from_zero_to_the_end(values: list[Decimal], is_share: bool, texts: list[str]) -> None:
    axis = build_axis(values, number, is_share=is_share)
    assert [text for _, text in axis.ticks] == texts
    assert (axis.ticks[0][0], axis.ticks[-1][0]) == (0, 100)
    assert all(0 <= axis.at(value) <= 100 for value in values)


@pytest.mark.parametrize(("largest", "named"), [(80, ["0", "40", "80"]), (60, ["0", "60"])])
def test_in_little_room_only_ends_and_middle_are_named(largest: int, named: list[str]) -> None:
    axis = build_axis([Decimal(largest)], lambda value: f"{value:.0f}")
    assert [text for _, text in axis.labels] == named
