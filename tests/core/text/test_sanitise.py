"""Text as it comes in and as it goes out, without characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from core.text.sanitise import clean_text, one_line, plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ge\u00admeente", "gemeente"),
        ("ge\u200bmeente\ufeff", "gemeente"),
        ("ge\u200d\u2060\u034fmeente", "gemeente"),
        ("\u202egemeente\u202c \u2066x\u2069\u200f", "gemeente x"),
        ("\u061cx\U000e0041", "x"),
        ("een\x0btwee\x0cdrie", "een twee drie"),
        ("een\x00\x01twee\x7f\x85drie", "een twee drie"),
        ("een\u2028twee", "een twee"),
        ("een\u00a0twee\u202fdrie\u2007vier\u3000vijf", "een twee drie vier vijf"),
        ("cafe\u0301", "caf\u00e9"),
        ("een\r\n\ttwee", "een\r\n\ttwee"),
        ("’s-Hertogenbosch – 60%", "’s-Hertogenbosch – 60%"),
        ("\U0001f469\u200d\U0001f4bb ok", "\U0001f469\u200d\U0001f4bb ok"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("x\ufe0f\ufe0f\u200d\U0001f525", "x\U0001f525"),
        ("een\u2800twee", "een twee"),
        ("", ""),
    ],
)
def test_text_that_comes_in(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
    assert clean_text(kept) == kept


def test_text_on_one_line() -> None:
    assert one_line(" een\u00a0\n twee\u00ad ") == "een twee"


@given(st.text(max_size=40))
def test_any_text_that_came_in_can_go_out(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned == plain_text(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b\u202e]", cleaned)
    ElementTree.fromstring(f"<a>{escape(cleaned)}</a>")  # noqa: S314 - our own text
