from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.typography import show_unknown, soft_hyphens

SOFT = "\N{SOFT HYPHEN}"


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("uitvoeringsorganisatie", f"uitvoerings{SOFT}organisatie"),
        ("Informatieveiligheid", f"Informatie{SOFT}veiligheid"),
        ("klantcontactcentrum", f"klantcontact{SOFT}centrum"),
        ("organisatie", "organisatie"),
        ("brief", "brief"),
    ],
)
def test_long_compounds_may_break_where_their_parts_meet(word: str, broken: str) -> None:
    assert soft_hyphens(word) == broken


@given(st.text(max_size=80))
def test_nothing_but_soft_hyphens_is_added(text: str) -> None:
    assert soft_hyphens(text).replace(SOFT, "") == text.replace(SOFT, "")


def test_unknown_is_marked_in_text_and_never_in_an_attribute() -> None:
    marked = show_unknown('<p>Dit is niet gepubliceerd.</p><a title="niet gepubliceerd">x</a>')
    assert marked == (
        '<p>Dit is <span class="od-unpublished">niet gepubliceerd</span>.</p><a title="niet gepubliceerd">x</a>'
    )
