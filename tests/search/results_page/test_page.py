"""The search page: everything ready for its template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from search.backends import registry
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import FacetValue, Sort
from search.dutch import tokens
from search.indexing.worker import Worker
from search.results_page.page import SearchPage, most_found
from tests.factories.pages import make_case, make_method
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory, OrganisationFactory, ThemeFactory
from tests.home.reading import soup, words
from tests.module_rows import copy_of_index, index_of_now
from tests.search.analytics.made_up import BROWSER

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def index(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of a small site. One engine will do here: that they answer the same is tested elsewhere."""
    make_pages()
    return index_of_now(tmp_path_factory)


@pytest.fixture
def site(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Worker:
    """A worker of the site, on a copy of that index."""
    engine = EmbeddedEngine(copy_of_index(index, tmp_path))
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    return Worker(engine=engine)


def make_pages() -> None:
    post, web = ChannelFactory(slug="post", label="Post"), ChannelFactory(slug="web", label="Web")
    theme = ThemeFactory(slug="inclusie", label="Inclusie")
    family = FamilyFactory(slug="gemeente", label="Gemeente")
    BarrierFactory(slug="angst", label="angst", sentence="Ik ben bang om iets fout te doen")
    for number in range(11):
        make_method(
            title=f"Stuur brief {number}", gist="In een envelop.", channels=[post], theme=theme, families=[family]
        )
    method = make_method(title="Maak een formulier", channels=[web], theme=theme)
    make_case(title="Een brief in de praktijk", methods=[method], organisations=[OrganisationFactory(family=family)])


def get(client: Client, query: str = "", status: int = 200) -> SearchPage:
    response = client.get(f"/zoeken/{query}")
    assert response.status_code == status
    page = response.context["search_page"]
    assert isinstance(page, SearchPage)
    return page


class _Words:
    """The pattern that takes a text apart into words, counting how often each text is."""

    def __init__(self) -> None:
        self.taken_apart: Counter[str] = Counter()
        self._pattern = tokens._WORD

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        self.taken_apart[text] += 1
        return self._pattern.finditer(text)

    def findall(self, text: str) -> list[str]:
        self.taken_apart[text] += 1
        return self._pattern.findall(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("brieven in een envelop", ""),
        ("post", ""),  # names a filter
        ("breif envelop", ""),  # is mended
        ("bange brief", "&kanaal=web&thema=inclusie"),  # finds nothing: is asked again without a filter
    ],
)
def test_a_question_is_analysed_once(
    site: Worker, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, text: str, query: str
) -> None:
    settings.SEARCH_LOG = True
    words = _Words()
    monkeypatch.setattr(tokens, "_WORD", words)
    page = client.get(f"/zoeken/?q={text}{query}", headers={"User-Agent": BROWSER})
    assert page.status_code == 200
    assert words.taken_apart[text] == 1


def test_the_plain_page_shows_everything_and_is_for_search_engines(site: Worker, client: Client) -> None:
    response = client.get("/zoeken/")
    page = response.context["search_page"]
    assert page.total == 13
    assert page.is_plain
    assert "X-Robots-Tag" not in response.headers
    assert not response.cookies
    assert [group.name for group in page.groups][:4] == ["soort", "familie", "kanaal", "thema"]


@pytest.mark.parametrize("query", ["?q=brief", "?kanaal=post", "?sorteer=nummer", "?pagina=2"])
def test_any_question_is_not_for_search_engines(site: Worker, client: Client, query: str) -> None:
    assert client.get(f"/zoeken/{query}").headers["X-Robots-Tag"] == "noindex, follow"


def test_hits_have_their_cards(site: Worker, client: Client) -> None:
    page = get(client, "?q=formulier")
    by_kind = {result.hit.kind: result for result in page.results}
    assert by_kind["praktijkvoorbeeld"].card.kind == "case"
    assert by_kind["methode"].card.kind == "method"
    assert {result.hit.page_id for result in page.results} == {result.card.page_id for result in page.results}


def test_every_link_leads_where_it_says(site: Worker, client: Client) -> None:
    page = get(client, "?kanaal=post&kanaal=web&q=brief&sorteer=nummer")
    chips = {chip.label: chip for chip in page.chips}
    assert list(chips) == ["Post", "Web"]
    assert chips["Post"].url == "/zoeken/?q=brief&kanaal=web&sorteer=nummer"
    channels = next(group for group in page.groups if group.name == "kanaal")
    assert channels.has_selection
    for choice in channels.choices:
        assert choice.selected
        assert choice.value not in choice.url
    themes = next(group for group in page.groups if group.name == "thema")
    assert [(choice.value, choice.selected) for choice in themes.choices] == [("inclusie", False)]
    assert get(client, themes.choices[0].url.removeprefix("/zoeken/")).total == themes.choices[0].count
    assert page.clear_url == "/zoeken/?q=brief"
    assert page.question.sort is Sort.NUMBER
    assert page.hidden == (("kanaal", "post"), ("kanaal", "web"), ("sorteer", "nummer"))


def test_pages_of_results(site: Worker, client: Client) -> None:
    page = get(client, "?q=brief")
    assert (page.pagination.number, page.pagination.last) == (1, 2)
    assert (page.pagination.first_item, page.pagination.stop) == (1, 10)
    assert page.pagination.previous_url is None
    assert page.pagination.next_url == "/zoeken/?q=brief&pagina=2"
    assert [link and link.label for link in page.pagination.links] == ["1", "2"]
    last = get(client, "?q=brief&pagina=2")
    assert last.canonical_url == "/zoeken/?q=brief&pagina=2"
    assert (last.pagination.first_item, last.pagination.stop) == (11, 13)
    assert last.pagination.previous_url == "/zoeken/?q=brief"
    assert last.pagination.next_url is None


def test_past_the_end_offers_the_last_page(site: Worker, client: Client) -> None:
    page = get(client, "?q=brief&pagina=4", status=404)
    assert page.past_end == "/zoeken/?q=brief&pagina=2"
    assert page.results == ()
    assert get(client, "?q=xyzzy&pagina=2", status=404).past_end == "/zoeken/?q=xyzzy"
    assert get(client, "?pagina=0").past_end is None


def test_nothing_found_helps_on(site: Worker, client: Client) -> None:
    page = get(client, "?q=bange+breif&kanaal=web&thema=inclusie")
    assert page.total == 0
    assert page.barrier is not None
    assert page.barrier.slug == "angst"
    assert page.did_you_mean is not None
    assert page.did_you_mean.text == "bange brief"
    page = get(client, "?q=envelop&kanaal=web")
    assert [(way.label, way.total, way.url) for way in page.relaxed] == [
        ("Kanaal Web", 11, "/zoeken/?q=envelop"),
        ("de woorden ‘envelop’", 1, "/zoeken/?kanaal=web"),
    ]


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("?q=qwzxqwzx", "Gebruik een ander of korter woord."),
        ("?q=qwzxqwzx&kanaal=post", "Gebruik een ander of korter woord, of haal een filter weg."),
        ("?kanaal=post&soort=praktijkvoorbeeld", "Haal een filter weg."),
    ],
)
def test_nothing_found_advises_only_what_can_be_done(site: Worker, client: Client, query: str, advice: str) -> None:
    assert f"<p>{advice}" in client.get(f"/zoeken/{query}").content.decode()


def test_nothing_found_is_not_sorted_but_keeps_the_order_for_the_next_question(site: Worker, client: Client) -> None:
    found, nothing, plain = (
        client.get(f"/zoeken/{query}").content.decode()
        for query in ("?q=brief&sorteer=nieuwste", "?q=qwzxqwzx&sorteer=nieuwste", "?q=qwzxqwzx")
    )
    assert '<select class="utrecht-select od-sort__select" id="sorteer" name="sorteer"' in found
    assert "Sorteer op" not in nothing + plain
    assert '<input type="hidden" name="sorteer" value="nieuwste" form="zoeken">' in nothing
    assert 'name="sorteer"' not in plain
    assert ">Toon " in found
    assert ">Toon " not in plain


def test_what_was_left_out_is_said(site: Worker, client: Client) -> None:
    assert len(get(client, "?familie=rijk&q=brief").notices) == 1


def test_a_broken_index_still_gives_a_page(site: Worker, client: Client) -> None:
    site.engine.answer = None  # type: ignore[method-assign, assignment]
    page = get(client, "?q=formulier&kanaal=web")
    assert page.answer.degraded
    assert page.groups == ()
    assert [chip.label for chip in page.chips] == ["Web"]
    assert len(page.results) == 1


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_get(site: Worker, client: Client, method: str) -> None:
    assert getattr(client, method)("/zoeken/").status_code == 405
    assert client.head("/zoeken/").status_code == 200


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append(dict(attrs))


def test_the_markup_carries_kinds_numbers_facets_and_counts(site: Worker, client: Client) -> None:
    response = client.get("/zoeken/?q=brief")
    page: SearchPage = response.context["search_page"]
    tags = _Tags()
    tags.feed(response.content.decode())
    hits = [(tag["data-kind"], tag["data-number"]) for tag in tags.attributes if "data-kind" in tag]
    assert hits == [(result.hit.code, str(result.hit.number)) for result in page.results]
    values = {
        (tag["data-facet"], tag["data-value"], tag["data-count"]) for tag in tags.attributes if "data-facet" in tag
    }
    expected = {(group.name, choice.value, str(choice.count)) for group in page.groups for choice in group.choices}
    assert expected <= values


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7|add:7 }}", "' onload='x"])
def test_what_is_typed_is_never_markup(site: Worker, client: Client, text: str) -> None:
    html = client.get("/zoeken/", {"q": f"{text} brief", "familie": text}).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert not re.search(r"<[^>]* onload='", html)


def test_of_a_long_facet_the_chosen_and_the_most_found_are_drawn() -> None:
    values = [FacetValue(f"w{place}", f"W {place}", place % 5, selected=place == 0) for place in range(20)]
    shown = most_found(values, 5)
    assert [value.value for value in shown] == ["w0", "w4", "w9", "w14", "w19"]
    assert most_found(values, 30) == values
    every = [replace(value, selected=True) for value in values]
    assert most_found(every, 5) == every


def test_what_it_costs_is_asked_apart_with_its_meaning_and_stands_open_for_an_organisation(
    site: Worker, client: Client
) -> None:
    everything = soup(client, "/zoeken/")
    assert not everything.select_one("#groep-geld").has_attr("open")
    box = everything.select_one("[data-facet=geld][data-value=weinig] input")
    assert "lopend budget" in words(everything.select_one(f"#{box['aria-describedby']}"))
    family = everything.select_one("[data-facet=familie]")["data-value"]
    at_work = soup(client, f"/zoeken/?familie={family}")
    assert {group["id"] for group in at_work.select("details.od-facet[open]")} == {"groep-geld", "groep-kennis"}
