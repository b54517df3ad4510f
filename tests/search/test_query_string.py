"""Whatever stands in an address is a question; the canonical address is a fixed point."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.contract import MAX_TEXT, Facet, Question, Sort
from search.query_string import encode, known_parameters, parse, with_value, without_facet, without_value
from tests.factories.vocabulary import ChannelFactory, FamilyFactory, OrganisationFactory, ThemeFactory
from tests.generated import draws

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> None:
    for slug in ("gemeente", "provincie", "waterschap"):
        FamilyFactory(slug=slug, label=slug.capitalize())
    for slug in ("post", "web"):
        ChannelFactory(slug=slug, label=slug)
    ThemeFactory(slug="inclusie", label="Inclusie")
    OrganisationFactory(slug="gemeente-assen", label="Assen", ended_on="2020-01-01")


def read(query: str) -> Question:
    return parse(QueryDict(query)).question


def test_everything_in_one_address(words: None) -> None:
    asked = parse(
        QueryDict(
            "q=minder+brieven&familie=waterschap&familie=gemeente&kanaal=post&soort=methode&sorteer=nieuwste&pagina=2"
        )
    )
    assert asked.question.text == "minder brieven"
    assert dict(asked.question.filters) == {
        Facet.KIND: ("methode",),
        Facet.FAMILY: ("gemeente", "waterschap"),
        Facet.CHANNEL: ("post",),
    }
    assert asked.question.sort is Sort.NEWEST
    assert asked.question.page == 2
    assert asked.notices == ()
    assert asked.labels[Facet.FAMILY, "waterschap"] == "Waterschap"


def test_any_order_is_the_same_question(words: None) -> None:
    one = read("kanaal=post&familie=provincie&familie=gemeente&q=a")
    other = read("q=a&familie=gemeente&familie=provincie&familie=gemeente&kanaal=post")
    assert one == other
    assert encode(one) == "q=a&familie=gemeente&familie=provincie&kanaal=post"


def test_empty_fields_are_no_question(words: None) -> None:
    assert read("q=&familie=&sorteer=&pagina=&thema=+&onbekend=1") == Question()
    assert encode(Question()) == ""


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "1.5", "1e3", "٣", "²"])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    assert read(urlencode({"pagina": page})).page == 1


@pytest.mark.parametrize(("page", "expected"), [("3", 3), (" 4 ", 4), ("007", 7), ("9" * 5000, 1_000_000)])
def test_a_page_is_read(page: str, expected: int) -> None:
    assert read(urlencode({"pagina": page})).page == expected


def test_an_unknown_value_is_left_out_and_said(words: None) -> None:
    asked = parse(QueryDict("familie=gemeente&familie=koninkrijk&thema=onzin&sorteer=willekeurig"))
    assert dict(asked.question.filters) == {Facet.FAMILY: ("gemeente",)}
    assert asked.question.sort is Sort.RELEVANCE
    assert len(asked.notices) == 3
    assert "koninkrijk" in asked.notices[0]


@pytest.mark.parametrize("name", ["amp;kanaal", "kanaal[]", "kanaal[0]", "amp;amp;kanaal", "Kanaal", " kanaal"])
def test_a_mangled_name_is_left_out_and_said(words: None, name: str) -> None:
    data = QueryDict(urlencode({"q": "brief", name: "post"}))
    asked = parse(data)
    assert asked.question == Question("brief")
    assert len(asked.notices) == 1
    assert name.strip() in asked.notices[0]
    assert known_parameters(data) != known_parameters(QueryDict("q=brief")), "a kept page without the notice is another"


def test_a_name_of_somebody_else_is_no_filter() -> None:
    data = QueryDict("q=brief&utm_source=nieuwsbrief&anders=post")
    assert parse(data).notices == ()
    assert known_parameters(data) == known_parameters(QueryDict("q=brief"))


def test_many_unknown_values_give_one_short_notice(words: None) -> None:
    asked = parse(QueryDict(urlencode([("familie", f"x{number}" * 50) for number in range(200)])))
    assert asked.question == Question()
    assert len(asked.notices) == 1
    assert len(asked.notices[0]) < 200


def test_an_ended_word_still_works(words: None) -> None:
    asked = parse(QueryDict("organisatie=gemeente-assen"))
    assert dict(asked.question.filters) == {Facet.ORGANISATION: ("gemeente-assen",)}
    assert asked.notices == ()


def test_a_long_question_is_cut_and_said() -> None:
    asked = parse(QueryDict(urlencode({"q": "woord " * 100})))
    assert len(asked.question.text) <= MAX_TEXT
    assert str(MAX_TEXT) in asked.notices[0]


def test_control_characters_are_no_words() -> None:
    assert read(urlencode({"q": "a\x00b\x1f\u202ec\r\nd\te"})).text == "a b c d e"


def test_the_first_filled_value_counts() -> None:
    assert read("q=&q=een&q=twee").text == "een"


def test_filters_are_added_and_taken_off(words: None) -> None:
    question = read("familie=gemeente&q=a&pagina=3&sorteer=nummer")
    more = with_value(question, Facet.FAMILY, "provincie")
    assert encode(more) == "q=a&familie=gemeente&familie=provincie&sorteer=nummer"
    assert encode(without_value(more, Facet.FAMILY, "gemeente")) == "q=a&familie=provincie&sorteer=nummer"
    assert encode(without_facet(more, Facet.FAMILY)) == "q=a&sorteer=nummer"
    assert encode(without_value(question, Facet.FAMILY, "provincie")) == "q=a&familie=gemeente&sorteer=nummer"


NAMES = [facet.value for facet in Facet] + ["q", "sorteer", "pagina", "anders", ""]
VALUES = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        ["gemeente", "provincie", "post", "methode", "beter", "loting", "klein", "nieuwste", "nummer", "2"]
    ),
)


@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12))
@example(pairs=[("q", "\x00")])
@example(pairs=[("familie", "'; drop table--"), ("pagina", "99999999999999999999")])
@pytest.mark.generated
@settings(max_examples=draws(60, 200))
def test_no_address_is_an_error_and_the_canonical_one_is_a_fixed_point(
    words: None, pairs: list[tuple[str, str]]
) -> None:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    question = parse(data).question
    again = parse(QueryDict(encode(question)))
    assert again.question == question
    assert again.notices == ()
    assert encode(again.question) == encode(question)
    assert question.page >= 1
    assert len(question.text) <= MAX_TEXT


@given(raw=st.binary(max_size=200))
@pytest.mark.generated
@settings(max_examples=draws(40, 100))
def test_raw_bytes_are_never_an_error(raw: bytes) -> None:
    parse(QueryDict(raw))


def test_a_filter_that_is_gone_says_so_and_the_rest_is_answered(words: None) -> None:
    asked = parse(QueryDict("moeite=klein&familie=gemeente&geld=geen&geld=weinig&tijd=lang"))
    assert dict(asked.question.filters) == {
        Facet.FAMILY: ("gemeente",),
        Facet.MONEY: ("geen", "weinig"),
        Facet.TIME: ("lang",),
    }
    [notice] = asked.notices
    assert "bestaat niet meer" in notice
    assert "moeite" not in encode(asked.question)
