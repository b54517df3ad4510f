"""What a hit shows of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.dutch.highlight import Terms
from search.dutch.words.stems import stem
from search.index.stored_fields import StoredFields
from tests.search.records import make_record

COPIED = "Beste [naam], u betaalt vóór [datum] aan de balie."
BODY = f"Schrijf op wie te laat is.\n{COPIED}\nBeste mevrouw, u komt morgen.\nBel met de balie van het loket."


@pytest.mark.parametrize(
    ("word", "excerpt"),
    [
        ("herinnering", "Stuur een <mark>herinnering</mark> op tijd."),
        ("laat", "Stuur een herinnering op tijd. "),
        ("loket", "Stuur een herinnering op tijd. "),
        ("naam", "Stuur een herinnering op tijd."),  # stands only in a text to copy
        ("mevrouw", "Stuur een herinnering op tijd."),  # also one in which nothing is filled in
        ("zwembad", "Stuur een herinnering op tijd."),
    ],
)
def test_an_excerpt_begins_with_the_gist(word: str, excerpt: str) -> None:
    record = make_record(1, "Titel", gist="Stuur een herinnering op tijd.", body=BODY)
    record = replace(record, copied=(COPIED, "Beste mevrouw, u komt morgen."))
    shown = StoredFields.of(record).hit(1.0, Terms(frozenset({stem(word)}))).excerpt
    assert shown.startswith(excerpt)
    assert "[" not in shown
    assert ("<mark>" in shown) is (excerpt.endswith(" ") or "<mark>" in excerpt)
