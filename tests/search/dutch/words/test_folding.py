"""Folding: one written form, and never an error."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.words.folding import MAX_LENGTH, fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("financiële", "financiele"),
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("coördinatie", "coordinatie"),
        ("DigiD", "digid"),
        ("e-mail", "email"),
        ("E-Mail", "email"),
        ("foto's", "fotos"),
        ("foto\u2019s", "fotos"),
        ("VOG's", "vogs"),
        ("M31", "m31"),
        ("M-31", "m31"),
        ("1.510", "1510"),
        ("1.234.567", "1234567"),
        ("3.500,75", "3500,75"),
        ("5,2", "5,2"),
        ("2.0", "2.0"),
        ("m.b.v.", "mbv"),
        ("ge\u00admeente", "gemeente"),
        ("ge\u200bmeente", "gemeente"),
        ("\u202egemeente\u202c", "gemeente"),
        ("\u0133sland", "ijsland"),
        ("Stra\u00dfe", "strasse"),
        ("\ufb01lm", "film"),
        ("\uff11\uff12", "12"),
        ("\u0130stanbul", "istanbul"),
        ("", ""),
        ("---", ""),
        ("\U0001f600", ""),
        ("\x00\x07", ""),
        ("\ud800", ""),
    ],
)
def test_folds(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_long_words_are_cut() -> None:
    assert len(fold("a" * 10_000)) == MAX_LENGTH
    assert len(fold("\u00e9" * 10_000)) == MAX_LENGTH
    assert len(fold("1," + "2" * 10_000)) == MAX_LENGTH


@given(st.text())
def test_any_text_folds_to_letters_and_digits(text: str) -> None:
    folded = fold(text)
    assert not any(character.isspace() or unicodedata.combining(character) for character in folded)
    assert len(folded) <= MAX_LENGTH


@given(st.text(alphabet=st.characters(), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
