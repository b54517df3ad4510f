"""Synonyms: reading, refusing, expanding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.analysis import analyse, stems_of
from search.dutch.synonyms import (
    Expansion,
    SynonymError,
    SynonymGroup,
    Thesaurus,
    parse,
    parse_group,
    starter_groups,
)

STARTER = Thesaurus(starter_groups())


def stems(text: str) -> list[str]:
    return stems_of(analyse(text))


def test_reads_groups_and_rules() -> None:
    assert parse("# uitleg\n\nbellen =  telefoon\naanmaning -> herinnering = reminder\n") == [
        SynonymGroup(("bellen", "telefoon")),
        SynonymGroup(("aanmaning",), ("herinnering", "reminder")),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("bellen", "Zet minstens twee woorden"),
        ("bellen =", "Er ontbreekt een woord"),
        ("-> bellen", "Er ontbreekt een woord"),
        ("a -> b -> c", "maar één keer"),
        ("bellen = !!!", "bevat geen letters of cijfers"),
        ("brief = brieven", "hetzelfde"),
        ("e-mail -> email", "hetzelfde"),
        ("bel = " + "x" * 90, "te lang"),
        ("bel = een twee drie vier vijf zes zeven acht negen", "te lang"),
        (" = ".join(f"woord{number}" for number in range(40)), "hoogstens 30"),
    ],
)
def test_says_in_dutch_what_is_wrong(line: str, message: str) -> None:
    with pytest.raises(SynonymError, match=message):
        parse_group(line)


def test_reports_every_fault_with_its_line() -> None:
    with pytest.raises(SynonymError) as caught:
        parse("bellen\nbrief = post\na -> b -> c")
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["Regel 1", "Regel 3"]


def test_written_groups_read_back() -> None:
    assert all(parse_group(str(group)) == group for group in starter_groups())


def test_equal_terms_find_each_other_in_any_inflection() -> None:
    groups = [SynonymGroup(("bellen", "telefoon", "opbellen"))]
    assert Thesaurus(groups).expand(stems("telefoontjes")) == [
        Expansion(0, 1, (tuple(stems("bellen")), tuple(stems("opbellen"))))
    ]


def test_a_rule_works_one_way() -> None:
    groups = [SynonymGroup(("aanmaning",), ("herinnering",))]
    assert Thesaurus(groups).expand(stems("aanmaningen")) == [Expansion(0, 1, (tuple(stems("herinnering")),))]
    assert Thesaurus(groups).expand(stems("herinnering")) == []


def _found(lines: list[str], question: str) -> set[str]:
    thesaurus = Thesaurus(parse_group(line) for line in lines)
    expansions = thesaurus.expand(stems_of(analyse(question)))
    return {" ".join(terms) for one in expansions for terms in one.alternatives}


@pytest.mark.parametrize(
    ("question", "expected"), [("bieb", {"bibliothek", "balie"}), ("bibliotheek", {"bieb", "balie"}), ("balie", set())]
)
def test_an_arrow_is_followed_from_every_member_of_a_group(question: str, expected: set[str]) -> None:
    assert _found(["bieb = bibliotheek", "bibliotheek -> balie"], question) == expected
    assert _found(["bibliotheek -> balie", "bieb = bibliotheek"], question) == expected


@pytest.mark.parametrize("question", ["waar blijft", "blijft waar", "mijn aanvraag blijft waar"])
def test_the_words_of_a_term_stand_in_any_order(question: str) -> None:
    assert _found(["waar blijft -> status"], question) == {"status"}


def test_longest_term_first_without_overlap() -> None:
    groups = [SynonymGroup(("klare taal", "b1")), SynonymGroup(("taal", "tekst")), SynonymGroup(("klare", "heldere"))]
    found = Thesaurus(groups).expand(stems("brief in klare taal en taal"))
    assert [(expansion.first, expansion.last) for expansion in found] == [(2, 4), (5, 6)]
    assert found[0].alternatives == (("b1",),)


def test_a_term_in_two_groups_gets_both() -> None:
    groups = [SynonymGroup(("app", "whatsapp")), SynonymGroup(("app",), ("chat",))]
    assert Thesaurus(groups).expand(["app"]) == [Expansion(0, 1, (("whatsapp",), ("chat",)))]


@pytest.mark.parametrize(
    ("question", "synonym"),
    [
        ("VOG", "verklaring omtrent het gedrag"),
        ("verklaring omtrent het gedrag", "VOG"),
        ("KCC", "klantcontactcentrum"),
        ("UWV", "uitvoeringsinstituut werknemersverzekeringen"),
        ("DUO", "dienst uitvoering onderwijs"),
        ("RVO", "rijksdienst voor ondernemend nederland"),
        ("CJIB", "centraal justitieel incassobureau"),
        ("B1", "begrijpelijke taal"),
        ("duidelijke taal", "taalniveau b1"),
        ("laaggeletterden", "moeite met lezen en schrijven"),
        ("appje", "chat"),
        ("loket", "balie"),
        ("mail", "e-mail"),
        ("e-formulier", "webformulier"),
        ("digitaal formulier", "webformulier"),
        ("no-show", "afspraak missen"),
        ("niet komen opdagen", "no-show"),
        ("gedragsinzichten", "nudging"),
        ("a/b-test", "loting"),
        ("digid", "inloggen"),
        ("schulden", "betalingsachterstand"),
        ("telefoontjes", "bellen"),
        ("aanmaning", "herinnering"),
        ("post", "brief"),
        ("mijn overheid", "mijnoverheid"),
    ],
)
def test_starter_list(question: str, synonym: str) -> None:
    found = {alternative for expansion in STARTER.expand(stems(question)) for alternative in expansion.alternatives}
    assert tuple(stems(synonym)) in found


@pytest.mark.parametrize(("question", "wrong"), [("herinnering", "aanmaning"), ("brief", "post"), ("chat", "appje")])
def test_starter_rules_stay_one_way(question: str, wrong: str) -> None:
    found = {alternative for expansion in STARTER.expand(stems(question)) for alternative in expansion.alternatives}
    assert tuple(stems(wrong)) not in found


@given(st.text(max_size=80))
def test_any_line_is_a_group_or_a_dutch_error(line: str) -> None:
    try:
        group = parse_group(line)
    except SynonymError as error:
        assert str(error)
    else:
        assert len(group.terms) + len(group.targets) >= 2


@given(st.lists(st.sampled_from(["digital", "formulier", "bel", "klar", "tal", "x"]), max_size=12))
def test_expansions_lie_inside_the_question_in_order(question: list[str]) -> None:
    end = 0
    for expansion in STARTER.expand(question):
        assert end <= expansion.first < expansion.last <= len(question)
        assert tuple(question[expansion.first : expansion.last]) not in expansion.alternatives
        end = expansion.last
