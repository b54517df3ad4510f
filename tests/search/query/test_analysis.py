"""The analysed question, before any engine sees it."""

from __future__ import annotations

import pytest

from search.contract import Alternative, Query
from search.contract.match_reasons import MatchReason
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, parse_group
from search.index.term_dictionary import MOST_STARTING, TermDictionary
from search.query.analysis import EMPTY_LEXICON, Lexicon, build_query
from search.query.page_numbers import numbers_in

NO_SYNONYMS = Thesaurus([])
PARTICLES = ("aan", "over", "op", "in", "af")


def read(text: str, synonyms: Thesaurus, site: Lexicon = EMPTY_LEXICON) -> Query:
    return build_query(analyse_question(text), synonyms, site)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M31", (("methode", 31),)),
        ("R31", (("praktijkvoorbeeld", 31),)),
        ("methode 7 of p12", (("methode", 7), ("praktijkvoorbeeld", 12))),
        ("praktijkvoorbeeld nr. 4", (("praktijkvoorbeeld", 4),)),
        ("kaart 31", (("methode", 31),)),
        ("methodekaart nr. 7", (("methode", 7),)),
        ("methodenummer 7", (("methode", 7),)),
        ("casus 12", (("praktijkvoorbeeld", 12),)),
        ("case 12", (("praktijkvoorbeeld", 12),)),
        ("resultaat 12", (("praktijkvoorbeeld", 12),)),
        ("praktijkvoorbeelden 12 en p13", (("praktijkvoorbeeld", 12), ("praktijkvoorbeeld", 13))),
        ("bewaart 31", ()),
        ("#9", (("methode", 9), ("praktijkvoorbeeld", 9))),
        (" 0031 ", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("31.", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("31)", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("(31)", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("nr. 31:", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("methode 31.", (("methode", 31),)),
        ("31 dagen", ()),
        ("5,2", ()),
        ("m31x", ()),
        ("kanaal m", ()),
        ("stam31", ()),
        ("1234567", ()),
        ("methode 1.234", (("methode", 1234),)),
        ("m1.234", (("methode", 1234),)),
        ("nr. 1.234", (("methode", 1234), ("praktijkvoorbeeld", 1234))),
        ("1.234", (("methode", 1234), ("praktijkvoorbeeld", 1234))),
        ("praktijkvoorbeeld nr. 12.345", (("praktijkvoorbeeld", 12345),)),
        ("methode 31.", (("methode", 31),)),
        ("1.23", ()),
        ("24/7", ()),
        ("methode 31 en 20 minuten", (("methode", 31),)),
        ("methoden 31, 33 en 40?", (("methode", 31), ("methode", 33), ("methode", 40))),
        ("31 of 2", (("methode", 31), ("praktijkvoorbeeld", 31), ("methode", 2), ("praktijkvoorbeeld", 2))),
        ("\u2116 \uff13\uff11", (("methode", 31), ("praktijkvoorbeeld", 31))),
        ("٣١", ()),
    ],
)
def test_numbers_of_pages(text: str, expected: tuple[tuple[str, int], ...]) -> None:
    assert numbers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("mensen vragen het formulier aan", "aanvrag"),
        ("vraag een uitkering aan bij de gemeente", "aanvrag"),
        ("vul alles in", "invul"),
        ("vul alles in op je telefoon", "invul"),
        ("haken mensen af", "afhak"),
        ("vragen aan inwoners", None),
        ("stel vragen aan de balie", None),
        ("bellen over brieven", None),
        ("brief op maat", None),
        ("zoeken in een lijst", None),
    ],
)
def test_a_preposition_is_no_particle_of_a_verb(text: str, verb: str | None) -> None:
    on_site = Lexicon(shares=lambda stems: dict.fromkeys(stems, 0.1))
    verbs = {
        one.terms[0]
        for word in read(text, NO_SYNONYMS, on_site).words
        for one in word
        if one.reason in (MatchReason.VERB, MatchReason.JOINED)
        and one.terms[0].startswith(("aan", "over", "op", "in", "af"))
    }
    assert (verb in verbs) if verb else not verbs


def test_an_unknown_doer_is_found_by_its_verb() -> None:
    nowhere = Lexicon(shares=lambda stems: dict.fromkeys(stems, 0.0))
    somewhere = Lexicon(shares=lambda stems: dict.fromkeys(stems, 0.1))
    assert ("afhak",) in [one.terms for one in read("afhakers", NO_SYNONYMS, nowhere).words[0]]
    assert ("afhak",) not in [one.terms for one in read("afhakers", NO_SYNONYMS, somewhere).words[0]]


@pytest.mark.parametrize(("words", "minimum"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (8, 4)])
def test_how_many_words_must_be_found(words: int, minimum: int) -> None:
    text = " ".join(["brief", "formulier", "kanaal", "telefoon", "balie", "herinnering", "afspraak", "toeslag"][:words])
    assert read(text, NO_SYNONYMS).minimum == minimum


def test_a_word_that_is_repeated_counts_once() -> None:
    once = read("titel brief", NO_SYNONYMS)
    many = read("titel:* brief " * 40, NO_SYNONYMS)
    assert len(many.words) == len(once.words) == 2
    assert many.minimum == once.minimum
    assert many.asked == ("titel", "brief")


def test_nothing_typed_is_an_empty_query() -> None:
    assert read("", NO_SYNONYMS).is_empty
    assert read(" ?! ", NO_SYNONYMS).is_empty
    assert read("-brief", NO_SYNONYMS).is_empty
    assert Query().is_empty


def test_the_word_as_asked_weighs_most() -> None:
    query = read("bellen", Thesaurus([parse_group("bellen = telefoon = opbellen")]))
    weights = [one.weight for one in query.words[0]]
    assert weights[0] == 1.0
    assert all(weight < 1.0 for weight in weights[1:])
    assert len(weights) == 3


def test_each_way_to_find_a_word_stands_once() -> None:
    query = read("bel", Thesaurus([parse_group("bel = telefoon")]), Lexicon(lambda start: ["telefoon", "telefoons"]))
    terms = [one.terms for one in query.words[0]]
    assert len(terms) == len(set(terms))


def test_a_finished_word_is_not_continued() -> None:
    words = TermDictionary({"brief": 3, "briefpapier": 2, "brievenbus": 5})
    assert words.starting_with("brief") == []
    assert words.starting_with("brie") == ["brievenbus", "brief", "briefpapier"]
    assert words.starting_with("x") == []
    assert len(TermDictionary({f"woord{number}": 1 for number in range(99)}).starting_with("wo")) == MOST_STARTING


def test_a_quoted_word_counts_as_written_only() -> None:
    query = read('"Digitale brieven" sturen', NO_SYNONYMS)
    assert query.required == ((Alternative(("digitale", "brieven"), as_written=True),),)
    assert len(query.words) == 1


def test_a_weak_word_adds_but_need_not_be_found() -> None:
    query = read("mensen krijgen minder brieven", NO_SYNONYMS)
    assert [word[0].terms for word in query.words] == [("brief",)]
    assert len(query.optional) == 3
    assert all(word[0].weight < query.words[0][0].weight for word in query.optional)
    assert len(read("mensen", NO_SYNONYMS).words) == 1, "unless there is nothing else"


def test_words_of_an_expression_say_less_by_themselves() -> None:
    query = read("waar blijft mijn aanvraag", Thesaurus([parse_group("waar blijft -> status")]))
    by_term = {one.terms: one.weight for word in (*query.words, *query.optional) for one in word}
    assert by_term[("status",)] < by_term[("aanvrag",)]
    assert by_term[("blijf",)] < by_term[("aanvrag",)]


@pytest.mark.parametrize(
    ("text", "verb"),
    [("stellen het uit", "uitstel"), ("vragen geen toeslag aan", "aanvrag"), ("haken steeds af", "afhak")],
)
def test_a_verb_that_stands_apart_is_one_word(text: str, verb: str) -> None:
    on_site = Lexicon(shares=lambda stems: {stem: 0.2 if stem == verb else 0.1 for stem in stems})
    words = read(text, NO_SYNONYMS, on_site).words
    assert any(one.terms == (verb,) and one is word[0] for word in words for one in word), (
        "and finds more than its stem"
    )


def test_the_parts_of_a_compound_that_is_nowhere_may_stand_alone() -> None:
    def known(share: float) -> Lexicon:
        return Lexicon(shares=lambda stems: dict.fromkeys(stems, share))

    nowhere = [one.terms for one in read("briefherinnering", NO_SYNONYMS, known(0.0)).words[0]]
    somewhere = [one.terms for one in read("briefherinnering", NO_SYNONYMS, known(0.1)).words[0]]
    assert {("brief",), ("herinner",), ("brief", "herinner")} <= set(nowhere)
    assert ("brief",) not in somewhere
    assert ("brief", "herinner") in somewhere


def test_a_mended_compound_is_found_by_its_parts() -> None:
    site = Lexicon(meant=lambda word: "afspraakherinnering" if word == "afspraakherinering" else None)
    terms = [one.terms for one in read("afspraakherinering", NO_SYNONYMS, site).words[0]]
    assert ("afsprak", "herinner") in terms


def test_a_name_has_no_parts_however_it_is_written() -> None:
    terms = [one.terms for one in read("e-herkenning", NO_SYNONYMS).words[0]]
    assert terms == [("eherkenning",)]
