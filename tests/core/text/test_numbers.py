from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (33_000, None, "33.000"),
        (Decimal("11.10"), None, "11,1"),
        (Decimal("47.0588"), 0, "47"),
        (Decimal("12.5"), 0, "13"),
        (1_510, None, "1.510"),
        (Decimal("1E+6"), None, "1.000.000"),
        (0, None, "0"),
        (Decimal("-0.5"), None, "-0,5"),
    ],
)
def test_numbers(value: Decimal | int, decimals: int | None, shown: str) -> None:
    assert numbers.number(value, decimals) == shown


def test_signs() -> None:
    assert numbers.signed(16) == "+16"
    assert numbers.signed(Decimal("-7")) == "−7"
    assert numbers.signed(Decimal("0.2"), 0) == "0"


def test_enumeration() -> None:
    assert numbers.enumeration([]) == ""
    assert numbers.enumeration(["a"]) == "a"
    assert numbers.enumeration(["a", "b", "c"]) == "a, b en c"


@pytest.mark.parametrize(("text", "shown"), [("één brief", "Eén brief"), ("ijs", "IJs"), ("web", "Web"), ("", "")])
def test_capitals(text: str, shown: str) -> None:
    assert numbers.sentence_case(text) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(16, None, "+16"), (Decimal("-0.25"), 1, "−0,3"), (Decimal("0.04"), 1, "0"), (-33_000, None, "−33.000")],
)
def test_a_number_with_its_sign(value: Decimal | int, decimals: int | None, shown: str) -> None:
    assert numbers.signed(value, decimals) == shown


@pytest.mark.parametrize(("words", "shown"), [(["a", "b"], "a en b"), (["a", "b", "c", "d"], "a, b, c en d")])
def test_words_in_a_row(words: list[str], shown: str) -> None:
    assert numbers.enumeration(words) == shown


D = Decimal


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("33.000", D(33000)),
        ("9.500", D(9500)),
        ("950", D(950)),
        ("1.234.567", D(1234567)),
        ("12,5", D("12.5")),
        ("12.5", D("12.5")),
        ("1.234,5", D("1234.5")),
        ("12.000,0", D(12000)),
        ("0.125", D("0.125")),
        ("0,950", D("0.950")),
        ("1.25", D("1.25")),
        ("1,234", D("1.234")),
        ("-1.500", D(-1500)),
        ("−3,5", D("-3.5")),
        ("+16", D(16)),
        (" 3 300 ", D(3300)),
        ("1\N{NO-BREAK SPACE}234", D(1234)),
        ("1\N{NARROW NO-BREAK SPACE}234,5", D("1234.5")),
        ("007", D(7)),
        ("9" * 12, D("9" * 12)),
    ],
)
def test_a_number_as_it_is_typed_in_dutch(typed: str, value: Decimal) -> None:
    assert numbers.read_number(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("NaN", "Infinity", "-inf", "1e999999", "1E3", "1,234.5", "1,234,567", "12.34.567", "1.23,4", "6,000"),
        *("33,500", "1,2,3", "-", ",5", "5,", "12%", "0x1f"),
        *("12 34", "", "٣٤", "１２", "1_000", "9" * 13, "0," + "1" * 13),
    ],
)
def test_what_is_no_number_or_may_be_two(typed: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.read_number(typed)


@pytest.mark.parametrize(
    ("typed", "value"), [("12.000", 12000), ("12.000,0", 12000), ("1 234", 1234), ("6000", 6000), ("-4", -4), ("0", 0)]
)
def test_a_whole_number(typed: str, value: int) -> None:
    assert numbers.read_whole_number(typed) == value


@pytest.mark.parametrize("typed", ["6,000", "12,000", "6,0", "34,5", "1.5", "1.234,5", "12,000,000", "NaN", ""])
def test_a_whole_number_has_no_comma(typed: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.read_whole_number(typed)


@given(st.decimals(min_value=D(-(10**12) + 1), max_value=D(10**12) - 1, places=4))
def test_what_a_form_shows_is_read_back(value: Decimal) -> None:
    assert numbers.read_number(numbers.number(value)) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        assert abs(numbers.read_number(text)) < 10**12
    except numbers.NotANumber as error:
        assert str(error)
