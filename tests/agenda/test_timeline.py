"""Lines on an axis of years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.timeline import build_axis

TODAY = date(2026, 7, 2)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_the_axis_holds_all_days_and_today() -> None:
    axis = build_axis([date(2013, 5, 1), None, date(2017, 12, 31)], TODAY)
    assert (axis.first, axis.last, len(axis.lines)) == (2013, 2026, 15)
    assert build_axis([], TODAY)[:2] == (2026, 2026)
    assert axis.at(date(2013, 1, 1)) == 0
    assert axis.today is not None
    assert round(axis.today) == 96


def test_a_short_axis_has_its_quarters() -> None:
    axis = build_axis([date(2026, 1, 1), date(2027, 12, 31)], TODAY)
    assert [round(place) for place in axis.lines] == [0, 12, 25, 37, 50, 62, 75, 87, 100]


def test_one_year_in_quarters() -> None:
    axis = build_axis([date(2013, 5, 1), date(2030, 1, 1)], TODAY, 2024)
    assert (axis.first, axis.last, axis.today) == (2024, 2024, None)
    assert axis.marks == ("K1", "K2", "K3", "K4")
    line = axis.line((date(2013, 5, 1), date(2024, 6, 30)), TODAY)
    assert line is not None
    assert (line.x, round(line.to)) == (0, 49)
    assert build_axis([], TODAY, 2026).today is not None


@pytest.mark.parametrize(
    ("span", "begins", "ends"),
    [
        ((date(2026, 1, 1), date(2026, 12, 31)), True, True),
        ((date(2026, 1, 1), None), True, False),
        ((None, date(2026, 12, 31)), False, True),
    ],
)
def test_what_the_source_leaves_open_is_open(span: tuple[date | None, date | None], begins: bool, ends: bool) -> None:
    line = build_axis(span, TODAY).line(span, TODAY)
    assert line is not None
    assert (line.begins, line.ends) == (begins, ends)


def test_nothing_known_is_no_line() -> None:
    assert build_axis([], TODAY).line((None, None), TODAY) is None


@given(DAYS, DAYS, st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_line_is_always_seen_and_inside(begin: date | None, end: date | None, today: date) -> None:
    if begin and end and end < begin:
        begin, end = end, begin
    line = build_axis([begin, end], today).line((begin, end), today)
    if line is not None:
        assert line.x >= 0
        assert line.width >= Decimal("1.19")
        assert line.to <= Decimal("100.0001")
