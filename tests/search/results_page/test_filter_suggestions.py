"""A question that is only a filter offers it, and nothing found still leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question
from search.dutch.questions import analyse_question, without_minus, without_quotes
from search.index.term_dictionary import TermDictionary
from search.indexing.worker import Worker
from search.query.analysis import Lexicon, build_query
from search.results_page.filter_suggestions import named_filters, themes_to_browse
from search.service import answer
from search.service.relaxation import Constraint, relax
from tests.factories.pages import make_method, make_site
from tests.factories.vocabulary import ChannelFactory, FamilyFactory, ThemeFactory
from tests.module_rows import copy_of_index, index_of_now

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def index(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make_site()
    phone = ChannelFactory(slug="telefoon", label="Telefoon", spoken="bellen, opbellen")
    chat = ChannelFactory(slug="chat", label="Chat", spoken="appen, appje")
    app = ChannelFactory(slug="app", label="App", spoken="apps")
    ChannelFactory(slug="fax", label="Fax", spoken="faxen")
    family = FamilyFactory(slug="gemeente", label="Gemeente", plural="Gemeenten", spoken="gemeentes")
    theme = ThemeFactory(slug="inclusie", label="Inclusie")
    make_method(title="Bel terug", channels=[phone, chat], families=[family], theme=theme)
    make_method(title="Maak een app", channels=[app], families=[family], theme=theme)
    return index_of_now(tmp_path_factory)


@pytest.fixture
def engine(index: Path, tmp_path: Path) -> Engine:
    """One engine will do here: that they answer the same is tested elsewhere."""
    return EmbeddedEngine(copy_of_index(index, tmp_path))


@pytest.fixture
def site(worker: Worker) -> Worker:
    return worker


def offered(text: str, **filters: str) -> list[tuple[str, str, int]]:
    question = Question(text, {Facet(name): (value,) for name, value in filters.items()})
    return [(one.facet.value, one.slug, one.total) for one in named_filters(answer(question))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bellen", [("kanaal", "telefoon", 1)]),
        ("Bellen?", [("kanaal", "telefoon", 1)]),
        ("gebeld", [("kanaal", "telefoon", 1)]),  # another form of a name
        ("via de telefoon", [("kanaal", "telefoon", 1)]),
        ("alles voor gemeentes", [("familie", "gemeente", 2)]),
        ("thema inclusie", [("thema", "inclusie", 2)]),
        ("appje", [("kanaal", "chat", 1)]),  # never the app, that has the same stem
        ("apps", [("kanaal", "app", 1)]),
        ("faxen", []),  # a filter without a page
        ("bellen met de gemeente", []),
        ("kanaal", []),
        ("", []),
        ("de", []),
    ],
)
def test_a_question_that_is_only_a_filter(site: Worker, text: str, expected: list[tuple[str, str, int]]) -> None:
    assert offered(text) == expected


def test_a_filter_that_is_on_is_not_offered_and_others_stay(site: Worker) -> None:
    assert offered("bellen", kanaal="telefoon") == []
    [offer] = named_filters(answer(Question("bellen", {Facet.THEME: ("inclusie",)})))
    assert offer.question == Question("", {Facet.CHANNEL: ("telefoon",), Facet.THEME: ("inclusie",)})


def test_the_page_links_to_it(site: Worker, client: Client) -> None:
    html = client.get("/zoeken/?q=bellen").content.decode()
    assert (
        '<a class="nl-link" href="/zoeken/?kanaal=telefoon" data-offer data-apply><b>Telefoon</b></a>: 1 resultaat.'
        in html
    )


def test_nothing_found_and_nothing_to_leave_out_leads_to_the_themes(site: Worker, client: Client) -> None:
    assert [(one.slug, one.total) for one in themes_to_browse()] == [("inclusie", 2)]
    page = client.get("/zoeken/?q=xyzzy").context["search_page"]
    assert page.total == 0
    assert page.leads_on
    assert [(one.label, one.total, one.url) for one in page.browse] == [("Inclusie", 2, "/zoeken/?thema=inclusie")]


def test_quotes_and_a_minus_can_be_left_out(site: Worker) -> None:
    assert [(one.without, one.question.text) for one in relax(answer(Question('"terug bel"')))] == [
        (Constraint.QUOTES, "terug bel")
    ]
    assert [(one.without, one.question.text) for one in relax(answer(Question("app -app")))] == [
        (Constraint.MINUS, "app")
    ]


def test_two_filters_that_only_together_leave_nothing(site: Worker) -> None:
    question = Question("app", {Facet.CHANNEL: ("fax",), Facet.THEME: ("geen",)})
    assert [(one.without, one.total) for one in relax(answer(question))] == [(Constraint.FILTERS, 2)]


@pytest.mark.parametrize(
    ("text", "without", "change"),
    [
        ('"gewone taal" brief', "gewone taal brief", without_quotes),
        ('-"gewone taal" brief', '-"gewone taal" brief', without_quotes),
        ('-"gewone taal" brief -post', "brief", without_minus),
        ("-post", "", without_minus),
        ("e-mail - post", "e-mail - post", without_minus),
        ('"een -post"', '"een -post"', without_minus),
        ('" "" -', '" "" -', without_minus),
    ],
)
def test_what_is_left_of_the_text(text: str, without: str, change: object) -> None:
    assert callable(change)
    assert change(analyse_question(text)) == without


WORDS = TermDictionary({"telefoon": 9, "wachtrij": 2, "betaling": 3, "regeling": 4, "herinnering": 1})


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("telefoonwachtrij", ("telefoon", "wachtrij")),
        ("betalingswachtrij", ("betaling", "wachtrij")),
        ("herinnering", ()),  # a word by itself
        ("telefoonpaal", ()),
        ("xtelefoon", ()),
        ("telefoon2wachtrij", ()),
        ("", ()),
    ],
)
def test_a_compound_of_words_of_the_site(word: str, parts: tuple[str, ...]) -> None:
    assert WORDS.parts_of(word) == parts


def test_such_a_compound_is_looked_for_by_its_parts_when_no_page_holds_it() -> None:
    from search.dutch.synonyms import Thesaurus

    site = Lexicon(shares=lambda stems: dict.fromkeys(stems, 0.0), parts=WORDS.parts_of)
    [word] = build_query(analyse_question("telefoonwachtrij"), Thesaurus([]), site).words
    assert ("telefon", "wachtrij") in [one.terms for one in word]
    somewhere = Lexicon(shares=lambda stems: dict.fromkeys(stems, 0.5), parts=WORDS.parts_of)
    [word] = build_query(analyse_question("telefoonwachtrij"), Thesaurus([]), somewhere).words
    assert [one.terms for one in word] == [("telefoonwachtrij",)]
