"""The pages of a selection, of a comparison and of cards: what they show, and what they cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.pages import make_listing, make_site
from tests.home.reading import cards, soup, words
from tests.workshop.conftest import Bank
from workshop.selection.models import CuratedCard, CuratedSelectionPage

pytestmark = pytest.mark.django_db
METHODS = 60
# The most a page of sixty cards may cost.
BUDGET = {"/stapel/": 13, "/vergelijk/": 20, "/kaarten/": 11}


def numbers(bank: Bank) -> str:
    return f"{bank.second.number},{bank.first.number},p{bank.trial.number}"


def test_a_selection_shows_its_cards_in_order_with_what_each_click_makes_of_it(client: Client, bank: Bank) -> None:
    first, second, trial = bank.first.number, bank.second.number, bank.trial.number
    page = soup(client, f"/stapel/?k={numbers(bank)}")
    rows = page.select(".od-stack > li")
    assert [(row["data-kind"], row["data-number"]) for row in rows] == [
        ("method", str(second)),
        ("method", str(first)),
        ("case", str(trial)),
    ]
    assert [link["href"] for link in rows[1].select(".od-stack__moves a")] == [
        f"/stapel/?k={first},{second},p{trial}#kaart-{first}",
        f"/stapel/?k={second},p{trial},{first}#kaart-{first}",
        f"/stapel/?k={second},p{trial}",
    ]
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"/stapel/?k={numbers(bank)}")
    assert page.select_one("meta[name=robots]")["content"].startswith("noindex")
    hrefs = [link["href"] for link in page.select("main a")]
    assert f"/vergelijk/?k={second},{first}" in hrefs
    assert f"/kaarten/?k={numbers(bank)}" in hrefs


def test_it_proposes_the_order_and_guards_against_counting_a_trial_twice(client: Client, bank: Bank) -> None:
    page = soup(client, f"/stapel/?k={numbers(bank)}")
    assert f"Doe {bank.first.number} (Schrijf gewoon) vóór {bank.second.number} (Herinner op tijd)." in words(page.main)
    better = f"{bank.first.number},{bank.second.number},p{bank.trial.number}"
    assert page.select_one(f"main a[href='/stapel/?k={better}']").get_text() == "Zet de kaarten in deze volgorde"
    assert [row["data-shared"] for row in page.select("[data-shared]")] == [str(bank.trial.number)]
    assert "staat 1 proef" in words(page.main) and "geen dubbel bewijs" in words(page.main)
    assert "De kaarten liggen in deze volgorde." in words(soup(client, f"/stapel/?k={better}").main)


@pytest.mark.parametrize("path", ["/stapel/", "/vergelijk/", "/kaarten/"])
def test_what_is_not_public_is_one_sentence_and_never_a_word_of_it(client: Client, bank: Bank, path: str) -> None:
    page = soup(client, f"{path}?k={bank.first.number},{bank.hidden.number},99999,p99999,x,{bank.first.number}")
    said = words(page.main)
    assert f"Methode {bank.hidden.number}, methode 99999 en praktijkvoorbeeld 99999 staan hier niet" in said
    assert "‘x’ is geen nummer van een kaart" in said
    assert "Kanarie" not in str(page)


def test_an_overview_prints_with_each_method_below_it(client: Client, bank: Bank) -> None:
    page = soup(client, f"/stapel/bladen/?k={numbers(bank)},{bank.hidden.number}")
    assert [each["data-number"] for each in page.select(".od-sheets > article")] == [
        str(bank.second.number),
        str(bank.first.number),
    ]
    assert "staat hier niet" in words(page.main) and "Kanarie" not in str(page)
    names = [each["id"] for each in page.select("[id]")]
    assert len(names) == len(set(names))
    referred = {word for each in page.select("[aria-labelledby]") for word in each["aria-labelledby"].split()}
    assert referred <= set(names)
    assert len(page.select("h1")) == 1
    assert not page.select("main a[href*='bladen']")
    more = soup(client, f"/stapel/bladen/?k={bank.many}")
    assert len(more.select(".od-sheets > article")) == 12
    rest = more.select_one("main a[href*='bladen']")["href"]
    assert len(soup(client, rest).select(".od-stack > li")) == 48
    assert "Er ligt nog niets op je stapel" in words(soup(client, "/stapel/bladen/").main)


def test_sixty_one_are_refused_kindly(client: Client, bank: Bank) -> None:
    page = soup(client, f"/stapel/?k={bank.many},77777,88888")
    assert len(page.select(".od-stack > li")) == 60
    assert "hooguit 60 kaarten" in words(page.main)
    assert page.select_one("#erbij") is None


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/stapel/?k=31%2C18&k=40", "/stapel/?k=31,18,40"),
        ("/stapel/?k=31&k=M31,+p2&k=", "/stapel/?k=31,p2"),
        ("/vergelijk/?k=31&k=33", "/vergelijk/?k=31,33"),
        ("/stapel/?K=31,P2", "/stapel/?k=31,p2"),
    ],
)
def test_what_a_form_sends_becomes_one_short_address(client: Client, asked: str, led_to: str, db: None) -> None:
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, led_to)


def test_a_comparison_says_what_decides_and_names_no_winner(client: Client, bank: Bank) -> None:
    path = f"/vergelijk/?k={bank.first.number},{bank.second.number},p{bank.trial.number}"
    page = soup(client, path)
    assert cards(page, "method") == [bank.first.number, bank.second.number]
    rows = {words(row.th): [words(cell) for cell in row.select("td")] for row in page.select(".od-compare tbody tr")}
    assert rows["Zelfde proef"][0].endswith(
        f"Praktijkvoorbeeld {bank.trial.number} telt ook bij {bank.second.number}. Dat is geen dubbel bewijs."
    )
    assert rows["Zelfde maat"][1].endswith(f"op tijd betaald (ook bij {bank.first.number})")
    assert rows["Samen gebruiken?"][0].endswith(f"Doe daarna: {bank.second.number}")
    assert rows["Tijd"][0].endswith("Enkele weken")
    assert f"Daarom staat praktijkvoorbeeld {bank.trial.number} hier niet." in words(page.main)
    only = soup(client, f"/vergelijk/?k={bank.first.number},{bank.second.number}&alleen=verschillen")
    shown = {words(row.th) for row in only.select(".od-compare tbody tr")}
    assert "Samen gebruiken?" in shown and "Tijd" not in shown


def test_a_comparison_is_of_two_to_four(client: Client, bank: Bank) -> None:
    assert not soup(client, f"/vergelijk/?k={bank.first.number}").select(".od-compare")
    assert not soup(client, "/vergelijk/").select(".od-compare")
    page = soup(client, f"/vergelijk/?k={','.join(bank.many.split(',')[:5])}")
    assert len(cards(page, "method")) == 4
    assert "hooguit 4 methoden" in words(page.main)


@pytest.mark.parametrize("path", BUDGET)
def test_sixty_cards_cost_as_many_queries_as_three(client: Client, bank: Bank, path: str) -> None:
    few = f"{','.join(bank.many.split(',')[:4])},p{bank.trial.number}"
    costs = []
    for asked in (few, f"p{bank.trial.number},{bank.many.rpartition(',')[0]}"):
        client.get(f"{path}?k={asked}")  # what is read once per process
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{path}?k={asked}").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= BUDGET[path], [each["sql"][:150] for each in queries]


def test_hostile_words_are_words(client: Client, bank: Bank) -> None:
    page = client.get("/stapel/", {"k": '"><script>alert(1)</script>,31'}).content.decode()
    assert "<script>alert" not in page
    assert client.get(f"/stapel/?k={'9' * 5000}").status_code == 200
    assert client.get("/vergelijk/?k=%00%ff,1&alleen=%00").status_code == 200


def test_search_goes_on_with_a_selection_in_hand(client: Client, bank: Bank, fill_index: object) -> None:
    fill_index()  # type: ignore[operator]
    first, second = bank.first.number, bank.second.number
    page = soup(client, f"/zoeken/?q=schrijf&stapel={second}")
    assert page.select_one("[data-carried] a")["href"] == f"/stapel/?k={second}"
    offer = page.select_one(f"[data-kind=method][data-number='{first}']").parent.select_one("a[data-apply]")
    assert offer["href"] == f"/zoeken/?q=schrijf&stapel={second}%2C{first}#aantal"
    assert page.select_one("input[name=stapel][form=zoeken]")["value"] == str(second)
    assert page.select_one("link[rel=canonical]")["href"].endswith("/zoeken/?q=schrijf")
    added = soup(client, f"/zoeken/?q=schrijf&stapel={second},{first}")
    assert "Ligt op je stapel" in words(added.main)
    assert "stapel" not in str(soup(client, "/zoeken/?q=schrijf").main)


def test_pages_kept_for_one_selection_are_not_given_to_another(
    client: Client, bank: Bank, kept_pages: None, fill_index: object
) -> None:
    fill_index()  # type: ignore[operator]
    for _ in range(3):
        one = client.get(f"/zoeken/?q=schrijf&stapel={bank.second.number}").content.decode()
    other = client.get("/zoeken/?q=schrijf").content.decode()
    assert "data-carried" in one and "data-carried" not in other


def test_editors_publish_a_selection(client: Client, bank: Bank) -> None:
    listing = make_listing(make_site().home, "Stapels", "stapels", kind="stapel")
    page = CuratedSelectionPage(title="Voor de kanarie", gist="Een stapel.", introduction="<p>Zo begin je.</p>")
    page.cards = [
        CuratedCard(card=bank.second, note="Omdat het helpt.", sort_order=0),
        CuratedCard(card=bank.hidden, sort_order=1),
        CuratedCard(card=bank.trial, sort_order=2),
    ]
    listing.add_child(instance=page)
    shown = soup(client, "/stapels/voor-de-kanarie/")
    assert [row["data-number"] for row in shown.select(".od-stack > li")] == [
        str(bank.second.number),
        str(bank.trial.number),
    ]
    assert "Omdat het helpt." in words(shown.main) and "in de mijn" not in str(shown)
    assert shown.select_one(f"a[href='/stapel/?k={bank.second.number},p{bank.trial.number}']")


def test_every_numbered_page_offers_to_be_put_on_a_selection(client: Client, bank: Bank) -> None:
    for page, name in ((bank.first, str(bank.first.number)), (bank.trial, f"p{bank.trial.number}")):
        hrefs = [link["href"] for link in soup(client, page.get_url()).select("main a")]
        assert f"/stapel/?k={name}" in hrefs and f"/kaarten/?k={name}" in hrefs
