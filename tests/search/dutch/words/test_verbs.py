"""Verbs: their stems, the compounds they open, the nouns that are made of them."""

from __future__ import annotations

import pytest

from search.dutch.words.base_forms import verb_of
from search.dutch.words.segmentation import segment
from search.dutch.words.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "verlagen verlaagt verlaagd verlaging",
        "wenden wendt wend wendde",
        "rusten rust rustend",
        "tasten tast tastend",
        "aantasten aantast",
        "uitrusten uitgerust",
        "bekwamen bekwaam",
        "mesten mest",
        "boorden boord",
        "verhogen verhoogt",
        "melden meldt gemeld",
        "belden bellen belt",  # a true past tense stays one
        "misten missen",
        "namen nemen",
        "leden lid",
        "gaven geven",
    ],
)
def test_an_infinitive_is_not_the_past_tense_of_another_verb(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("afhaakpercentage", ("afhaak", "percentage")),
        ("wegblijfpercentage", ("wegblijf", "percentage")),
        ("aanmeldscherm", ("aanmeld", "scherm")),
        ("doorverwijsvraag", ("doorverwijs", "vraag")),
        ("terugbelverzoek", ("terugbel", "verzoek")),
        ("opzegtermijn", ("opzeg", "termijn")),
        ("handtekening", ()),
        ("maatregel", ()),
    ],
)
def test_the_stem_of_a_verb_opens_a_compound(word: str, parts: tuple[str, ...]) -> None:
    assert segment(word) == parts


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("afhaker", "afhaak"),
        ("afhakers", "afhaak"),
        ("wegblijver", "wegblijf"),
        ("melders", "meld"),
        ("aanvrager", "aanvraag"),
        ("schrijver", "schrijf"),
        ("burger", None),
        ("nummer", None),
        ("er", None),
        ("brief", None),
    ],
)
def test_the_doer_of_a_verb(noun: str, verb: str | None) -> None:
    assert verb_of(noun) == verb
