"""Bedoelde je …? Sensible or silent."""

from __future__ import annotations

import pytest

from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, parse_group
from search.index.document_analysis import EXACT_FIELD, analysed
from search.index.term_dictionary import TermDictionary
from search.query.spelling import did_you_mean, holds, meant_by
from tests.search.records import make_record

WORDS = TermDictionary(
    {"herinnering": 9, "formulieren": 7, "pijnacker": 2, "zorgaanvraag": 1, "banen": 1, "afspraak": 5}
)
THESAURUS = Thesaurus([parse_group("kosten en baten = businesscase")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("herinering", "herinnering"),
        ("formulleren", "formulieren"),
        ("Pijnaker", "pijnacker"),
        ("afspraakherinering", "afspraakherinnering"),
        ("herinnering", None),
        ("herinneringen", None),  # another form of a word that is there
        ("aanvraag", None),  # a word, though not on this site
        ("vog-aanvraag", None),  # both pieces are words; never zorgaanvraag
        ("afspraakbrief", None),  # a compound of words
        ("baten", None),  # an editor wrote it in a synonym; never banen
        ("zzzzqq", None),
        ("31", None),
        ("bann", "banen"),
        ("dane", None),  # another letter in a word of four makes another word: bieb is no bied
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    assert meant_by(typed, WORDS, THESAURUS) == meant


def test_the_rest_stays_as_typed() -> None:
    assert did_you_mean(analyse_question("Herinering  voor m'n afspraak!"), WORDS, THESAURUS, lambda _: True) == (
        "Herinnering  voor m'n afspraak!"
    )
    assert did_you_mean(analyse_question("-herinering afspraak"), WORDS, THESAURUS, lambda _: True) is None
    assert did_you_mean(analyse_question("herinering"), WORDS, THESAURUS, lambda _: False) is None


def test_a_text_full_of_wrong_words_reads_few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.query.spelling.MOST_LOOKED_UP", 2)
    asked: list[str] = []

    def finds(word: str) -> bool:
        asked.append(word)
        return True

    mended = did_you_mean(analyse_question("herinering Pijnaker herinering formulleren"), WORDS, THESAURUS, finds)
    assert mended == "herinnering Pijnacker herinnering formulleren"
    assert asked == ["herinnering", "pijnacker"]


def test_a_page_holds_a_word_in_any_form_and_in_parts() -> None:
    record = make_record(1, "Brieven over een afspraak", body="Stuur een herinnering.")
    assert holds(record, "brief")
    assert holds(record, "afspraakherinnering")
    assert not holds(record, "afspraakformulier")
    assert not holds(record, "telefoon")


def test_what_stands_between_hyphens_is_a_word_of_the_site() -> None:
    written = analysed(make_record(1, "Bedrijven in Pijnacker-Nootdorp"))[EXACT_FIELD].split()
    assert {"pijnackernootdorp", "pijnacker", "nootdorp"} <= set(written)
