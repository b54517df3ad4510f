"""The analysed question, before any engine sees it."""

from __future__ import annotations

import pytest

from search.contract import Alternative, Kind, Query
from search.dutch.synonyms import Thesaurus, parse_group
from search.numbers import numbers_in
from search.query import Site, analyse_question
from search.site_words import MOST_STARTING, SiteWords

NO_SYNONYMS = Thesaurus([])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M31", ((Kind.METHOD, 31),)),
        ("methode 7 of p12", ((Kind.METHOD, 7), (Kind.CASE, 12))),
        ("praktijkvoorbeeld nr. 4", ((Kind.CASE, 4),)),
        ("#9", ((Kind.METHOD, 9), (Kind.CASE, 9))),
        (" 0031 ", ((Kind.METHOD, 31), (Kind.CASE, 31))),
        ("31 dagen", ()),
        ("5,2", ()),
        ("m31x", ()),
        ("kanaal m", ()),
        ("stam31", ()),
        ("1234567", ()),
        ("٣١", ()),
    ],
)
def test_numbers_of_pages(text: str, expected: tuple[tuple[Kind, int], ...]) -> None:
    assert numbers_in(text) == expected


@pytest.mark.parametrize(("words", "minimum"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (8, 4)])
def test_how_many_words_must_be_found(words: int, minimum: int) -> None:
    text = " ".join(["brief", "formulier", "kanaal", "telefoon", "balie", "herinnering", "afspraak", "toeslag"][:words])
    assert analyse_question(text, NO_SYNONYMS).minimum == minimum


def test_nothing_typed_is_an_empty_query() -> None:
    assert analyse_question("", NO_SYNONYMS).is_empty
    assert analyse_question(" ?! ", NO_SYNONYMS).is_empty
    assert analyse_question("-brief", NO_SYNONYMS).is_empty
    assert Query().is_empty


def test_the_word_as_asked_weighs_most() -> None:
    query = analyse_question("bellen", Thesaurus([parse_group("bellen = telefoon = opbellen")]))
    weights = [one.weight for one in query.words[0]]
    assert weights[0] == 1.0
    assert all(weight < 1.0 for weight in weights[1:])
    assert len(weights) == 3


def test_each_way_to_find_a_word_stands_once() -> None:
    query = analyse_question(
        "bel", Thesaurus([parse_group("bel = telefoon")]), Site(lambda start: ["telefoon", "telefoons"])
    )
    terms = [one.terms for one in query.words[0]]
    assert len(terms) == len(set(terms))


def test_a_finished_word_is_not_continued() -> None:
    words = SiteWords({"brief": 3, "briefpapier": 2, "brievenbus": 5})
    assert words.starting_with("brief") == []
    assert words.starting_with("brie") == ["brievenbus", "brief", "briefpapier"]
    assert words.starting_with("x") == []
    assert len(SiteWords({f"woord{number}": 1 for number in range(99)}).starting_with("wo")) == MOST_STARTING


def test_a_quoted_word_counts_as_written_only() -> None:
    query = analyse_question('"Digitale brieven" sturen', NO_SYNONYMS)
    assert query.required == ((Alternative(("digitale", "brieven"), as_written=True),),)
    assert len(query.words) == 1
