from __future__ import annotations

from decimal import Decimal

import pytest

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
