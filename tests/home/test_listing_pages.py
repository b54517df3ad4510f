from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from home.listing import PAGE_SIZE, listing_question
from home.models import ListingPage, OverviewPage
from search.contract import Facet
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import ChannelFactory, ThemeFactory
from tests.home.reading import cards, soup, words

pytestmark = pytest.mark.django_db
Fill = Callable[[], None]


@pytest.fixture
def methods() -> ListingPage:
    listing = make_site().methods
    listing.kind, listing.sort = "methode", "nummer"
    listing.save_revision().publish()
    return listing


def test_shows_the_answer_to_its_question_over_pages(client: Client, methods: ListingPage, fill_index: Fill) -> None:
    numbers = [make_method().number for _ in range(PAGE_SIZE + 2)]
    make_case()
    fill_index()
    first, second = soup(client, "/methoden/"), soup(client, "/methoden/?pagina=2")
    assert words(first.h2) == f"{PAGE_SIZE + 2} methoden"
    assert cards(first.main, "method") == numbers[:PAGE_SIZE]
    assert cards(second.main, "method") == numbers[PAGE_SIZE:]
    assert cards(first.main, "case") == []
    assert [link["href"] for link in first.select(".od-pagination a[rel=next]")] == ["/methoden/?pagina=2"]
    assert second.select_one("link[rel=canonical]")["href"] == "https://www.example.nl/methoden/?pagina=2"


@pytest.mark.parametrize("asked", ["0", "abc", "", "-3", "1.5"])
def test_a_page_that_is_no_number_is_the_first(
    client: Client, methods: ListingPage, fill_index: Fill, asked: str
) -> None:
    make_method()
    fill_index()
    assert len(cards(soup(client, f"/methoden/?pagina={asked}").main, "method")) == 1


def test_past_the_end_is_not_found_and_offers_the_last_page(
    client: Client, methods: ListingPage, fill_index: Fill
) -> None:
    for _ in range(PAGE_SIZE + 1):
        make_method()
    fill_index()
    page = soup(client, "/methoden/?pagina=99999999999999", status=404)
    assert page.select_one(".od-empty a")["href"] == "/methoden/?pagina=2"


def test_the_methods_of_a_list_are_printed_as_cards(client: Client, methods: ListingPage, fill_index: Fill) -> None:
    fill_index()
    assert not soup(client, "/methoden/").select("a[href^='/kaarten/']"), "of nothing there are no cards"
    method = make_method()
    fill_index()
    [link] = soup(client, "/methoden/").select("a[href^='/kaarten/']")
    printed = soup(client, link["href"])
    assert [card["data-card"] for card in printed.select("[data-card]")] == [str(method.number)]


def test_an_empty_list_offers_a_next_step(client: Client, methods: ListingPage, fill_index: Fill) -> None:
    fill_index()
    page = soup(client, "/methoden/")
    assert "Nog geen methoden" in words(page.main)
    assert page.select_one(".od-empty a")["href"] == "/zoeken/"


def test_a_theme_shows_both_kinds_in_its_own_colour(client: Client, fill_index: Fill) -> None:
    site, theme = make_site(), ThemeFactory()
    listing = make_listing(site.home, theme.label, "thema")
    listing.themes.add(theme)
    listing.save_revision().publish()
    method = make_method(theme=theme)
    case = make_case(methods=[method], results=[build_result(counts_for=[method])])
    make_method()
    fill_index()
    page = soup(client, "/thema/")
    assert cards(page.main, "method") == [method.number]
    assert cards(page.main, "case") == [case.number]
    assert page.select_one(f".od-band.od-theme--{theme.look}")
    targets = [link["href"] for link in page.select("main a.od-more")]
    assert targets == [
        f"/zoeken/?soort=methode&thema={theme.slug}",
        f"/zoeken/?soort=praktijkvoorbeeld&thema={theme.slug}",
    ]


def test_without_an_index_the_list_still_answers_and_says_so(client: Client, methods: ListingPage) -> None:
    method = make_method()
    page = soup(client, "/methoden/")
    assert cards(page.main, "method") == [method.number]
    assert "Zoeken werkt nu beperkt" in words(page.main)


def test_question_of_an_unsaved_page() -> None:
    channel = ChannelFactory()
    page = ListingPage(title="Nieuw", kind="methode", query="brief")
    page.channels.set([channel])
    question = listing_question(page)
    assert (question.text, dict(question.filters)) == (
        "brief",
        {Facet.KIND: ("methode",), Facet.CHANNEL: (channel.slug,)},
    )


def test_an_overview_leads_on_with_counts(client: Client, fill_index: Fill) -> None:
    site = make_site()
    overview = site.home.add_child(instance=OverviewPage(title="Thema's", slug="themas"))
    full, empty = ThemeFactory(label="Vol"), ThemeFactory(label="Leeg")
    for theme in (full, empty):
        listing = make_listing(overview, theme.label, theme.slug, introduction="<p>Eerste zin. Tweede zin.</p>")
        listing.themes.add(theme)
        listing.save_revision().publish()
    make_listing(overview, "Concept", "concept", live=False)
    method = make_method(theme=full)
    make_case(methods=[method])
    fill_index()
    items = [words(item) for item in soup(client, "/themas/").select("main article")]
    assert items == [
        "Thema Vol Eerste zin. Tweede zin. 1 methode en 1 praktijkvoorbeeld",
        "Thema Leeg Eerste zin. Tweede zin. Nog geen methode",
    ]
