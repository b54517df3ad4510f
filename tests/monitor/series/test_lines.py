"""Lines of a series: every sentence can be proven from the rows, and nothing is drawn over a break."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text.numbers import number
from monitor.series.lines import UNKNOWN_PERIOD, Break, Line, Value, by_period, make_line, on_one_axis
from monitor.series.pasted import BadPaste, read_pasted
from tests.generated import draws

VALUES = st.builds(
    lambda year, value, words: Value(
        str(year or ""), year, None if words else value, "telefoontjes", "de helft" if words else ""
    ),
    st.none() | st.integers(2000, 2030),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.booleans(),
)
BREAKS = st.lists(st.builds(Break, st.integers(1999, 2031), st.just("een andere vraag.")), max_size=3)


def of(year: int | None, value: int) -> Value:
    return Value(str(year or ""), year, Decimal(value), "x")


def line(*values: Value, breaks: tuple[Break, ...] = ()) -> Line:
    return make_line("a", "", "", values[0].unit if values else "", values, breaks)


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(st.lists(VALUES, max_size=12), BREAKS)
def test_what_is_said_is_what_the_rows_show(values: list[Value], breaks: list[Break]) -> None:
    made = make_line("a", "", "", "telefoontjes", values, breaks)
    assert Counter(row.value for row in made.rows) == Counter(values)
    for row in made.rows:
        assert (row.length is None) == (row.value.value is None)
        assert row.length is None or 0 <= row.length <= 100
    parts: list[list[Value]] = [[]]
    for row in made.rows:
        if row.changed or (row.value.year is None and parts[-1] and parts[-1][-1].year is not None):
            parts.append([])
        parts[-1].append(row.value)
    for part in parts:
        for one in breaks:  # no part stands on both sides of a break
            assert len({each.year >= one.from_year for each in part if each.year is not None}) <= 1
    said = " ".join(made.sentences)
    for part in parts:
        known = [each for each in part if each.value is not None and each.period]
        if len(known) > 1:
            assert f"{number(known[0].value)} telefoontjes in {known[0].period} en" in said


@pytest.mark.generated
@settings(max_examples=draws(30, 3000), deadline=None)
@given(st.lists(VALUES, max_size=8), st.lists(VALUES, max_size=8), BREAKS)
def test_two_lines_in_one_chart_hold_each_row_once(mine: list[Value], theirs: list[Value], breaks: list[Break]) -> None:
    first, second = on_one_axis(
        [make_line("a", "", "", "telefoontjes", mine), make_line("b", "", "", "telefoontjes", theirs, breaks)]
    )
    moments = by_period(first, second)
    assert Counter(each.first for each in moments if each.first) == Counter(first.rows)
    assert Counter(each.second for each in moments if each.second) == Counter(second.rows)
    for each in moments:
        assert {row.value.when for row in (each.first, each.second) if row} == {each.when}
        assert all(row.changed in each.changed for row in (each.first, each.second) if row)


@pytest.mark.parametrize(
    ("value", "text", "short"),
    [
        (
            Value("2016", 2016, Decimal("390.0000"), "mln contacten", "", "circa"),
            "circa 390 mln contacten",
            "circa 390",
        ),
        (Value("2016", 2016, Decimal("7.1"), "% van 12+"), "7,1% van 12+", "7,1%"),
        (Value("2023", 2023, None, "% van de aanvragen", "de helft"), "de helft", "de helft"),
        (Value("2019", 2019, Decimal("277000"), "gebruikers"), "277.000 gebruikers", "277.000"),
        (Value("", None, Decimal("0.5"), "%"), "0,5%", "0,5%"),
    ],
)
def test_a_value_is_written_as_its_source_does(value: Value, text: str, short: str) -> None:
    assert value.text == text
    assert value.short == short


def test_a_line_does_not_go_on_over_a_break() -> None:
    made = line(
        *(Value(str(year), year, Decimal(year - 1900), "%") for year in (2017, 2018, 2019, 2020)),
        breaks=(Break(2019, "van 16 tot 75 jaar."),),
    )
    assert [row.changed for row in made.rows] == ["", "", "Vanaf 2019 anders geteld: van 16 tot 75 jaar.", ""]
    assert made.sentences == (
        "117% in 2017 en 118% in 2018.",
        "119% in 2019 en 120% in 2020.",
        "Voor en na 2019 is niet hetzelfde geteld.",
    )


def test_a_missing_year_is_no_gap_that_is_filled_and_an_unknown_one_stands_last() -> None:
    made = line(
        Value("", None, Decimal(3), "x"), Value("2020", 2020, Decimal(2), "x"), Value("2012", 2012, Decimal(1), "x")
    )
    assert [row.value.when for row in made.rows] == ["2012", "2020", UNKNOWN_PERIOD]


def test_lines_beside_each_other_share_an_axis() -> None:
    small, large = on_one_axis(
        [line(Value("2020", 2020, Decimal(10), "x")), line(Value("2020", 2020, Decimal(40), "x"))]
    )
    assert small.axis == large.axis
    assert large.rows[0].length == 4 * small.rows[0].length


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("2019;163.408\n2020;1.250,5", ["163.408", "1.250,5"]),
        ("periode;aantal\n2019;5\n\n2020;6\n", ["5", "6"]),
        ("2019\t5\n2020\t6", ["5", "6"]),
        ("kwartaal 1 2020;0", ["0"]),
    ],
)
def test_what_is_pasted_is_read(text: str, shorts: list[str]) -> None:
    assert [row.value.short for row in read_pasted(text, "", "telefoontjes").rows] == shorts


@pytest.mark.parametrize(
    "text", ["", "x", "2019;vijf", "2019;-5", "periode;aantal", "2019;5\nonzin", "2019;5;6", "1;2\n" * 1001]
)
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(BadPaste) as caught:
        read_pasted(text, "", "telefoontjes")
    assert caught.value.problems


@pytest.mark.generated
@settings(max_examples=draws(60, 3000), deadline=None)
@given(st.text(max_size=200))
def test_nothing_pasted_breaks_it(text: str) -> None:
    try:
        assert read_pasted(text, text[:80], "x").rows
    except BadPaste as error:
        assert error.problems
