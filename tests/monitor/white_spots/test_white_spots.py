"""White spots: what counts as measured, the counts, the filters, and that publishing fills one."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cases.choices import Contrast, Design, Relation
from contributions.models import TryOutPage
from core.jobs import one_turn
from lab import white_spots
from monitor.white_spots.spots import Side, State, pairs
from tests.commits import Commit
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PATH, MEASURES = "/witte-vlekken/", "/witte-vlekken/maten/"
CONTROLLED = {"design": Design.COMPARISON, "contrast": Contrast.WITHOUT_WITH}


@pytest.fixture
def words() -> dict[str, Any]:
    make_site()
    return {
        "town": FamilyFactory(slug="gemeente", label="gemeente", plural="gemeenten"),
        "board": FamilyFactory(slug="waterschap", label="waterschap", plural="waterschappen"),
        "calls": IndicatorFactory(slug="telefoontjes", label="telefoontjes"),
    }


def method(words: dict[str, Any], **fields: Any) -> Any:
    families = [words["town"], words["board"]]
    return make_method(**{"number": 31, "families": families, "indicators": [words["calls"]], **fields})


def measured(words: dict[str, Any], page: Any, family: str = "town", **fields: Any) -> Any:
    result = build_result(**{"counts_for": [page], "indicator": words["calls"], **fields})
    return make_case(organisations=[OrganisationFactory(family=words[family])], results=[result])


def parsed(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def states(side: Side) -> dict[str, State]:
    return {pair.slug: pair.state for pair in pairs(side)}


@pytest.mark.parametrize(
    ("result", "state"),
    [
        ({}, State.UNCONTROLLED),
        (CONTROLLED, State.COMPARED),
        ({"design": Design.RANDOMISED, "contrast": Contrast.WITHOUT_WITH}, State.COMPARED),
        ({"design": Design.WITH_TREND}, State.UNCONTROLLED),
        ({**CONTROLLED, "relation": Relation.BUNDLE}, State.BUNDLE),
        ({**CONTROLLED, "relation": Relation.UNKNOWN}, State.NONE),
        ({"relation": Relation.VERSUS, "contrast": Contrast.VERSUS}, State.NONE),
        ({"unmeasured": True}, State.NONE),
    ],
)
def test_what_a_result_fills(words: dict[str, Any], result: dict[str, Any], state: State) -> None:
    measured(words, method(words), **result)
    assert states(Side.FAMILY) == {"gemeente": state, "waterschap": State.NONE}
    assert states(Side.INDICATOR) == {"telefoontjes": state}


def test_a_method_nobody_tried_is_white_everywhere(client: Client, words: dict[str, Any]) -> None:
    method(words)
    page = parsed(client.get(PATH))
    rows = page.select("tr[data-number]")
    assert [(row["data-value"], row["data-state"]) for row in rows] == [("gemeente", "geen"), ("waterschap", "geen")]
    assert page.select_one("#aantal")["data-total"] == "2"


def test_what_is_not_public_is_not_counted(client: Client, words: dict[str, Any]) -> None:
    page = method(words)
    case = measured(words, page, **CONTROLLED)
    case.unpublish()
    method(words, number=32, title="Een geheim plan", live=False)
    assert states(Side.FAMILY) == {"gemeente": State.NONE, "waterschap": State.NONE}
    assert "geheim" not in client.get(PATH).text


def test_a_result_of_two_organisations_of_a_kind_counts_once(words: dict[str, Any]) -> None:
    page = method(words)
    both = [OrganisationFactory(family=words["town"]) for _ in range(2)]
    make_case(organisations=both, results=[build_result(counts_for=[page], indicator=words["calls"])])
    assert [pair.uncontrolled for pair in pairs(Side.FAMILY)] == [1, 0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("familie=waterschap", {"31 waterschap", "32 waterschap"}),
        ("stand=zonder-vergelijking", {"31 gemeente"}),
        ("methode=32&stand=geen", {"32 gemeente", "32 waterschap"}),
        ("methode=32&familie=gemeente", {"32 gemeente"}),
        ("familie=onzin&stand=%00&pagina=abc", {"31 gemeente", "31 waterschap", "32 gemeente", "32 waterschap"}),
        ("stand=alleen-samen", set()),
    ],
)
def test_filters(client: Client, words: dict[str, Any], query: str, found: set[str]) -> None:
    measured(words, method(words))
    method(words, number=32, title="Anders")
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 200
    rows = parsed(answer).select("tr[data-number]")
    assert {f"{row['data-number']} {row['data-value']}" for row in rows} == found
    file = client.get(f"{PATH}witte-vlekken.csv?{query}").getvalue().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(file), delimiter=";"))) == len(found)


def test_who_tries_it_stands_at_their_kind_of_organisation(
    client: Client, words: dict[str, Any], commit: Commit
) -> None:
    with commit():
        page = method(words)
        listing = make_listing(make_site().home, "Onderzoek", "onderzoek", kind="probeersel")
        fields = {"method": page, "family": words["town"], "what": "Bellen", "start_value": "15", "success": "10"}
        fields["measure_on"] = date(2027, 6, 1)
        listing.add_child(instance=TryOutPage(title="Proef met bellen", slug="proef", **fields))
    town, board = (row.select("td")[-1] for row in parsed(client.get(PATH)).select("tr[data-number]"))
    assert town.a["href"] == board.a["href"] == "/onderzoek/proef/"
    assert "Niemand" not in town.text
    assert "Niemand bij waterschappen, voor zover wij weten. Wel elders:" in board.text
    assert board.select("a")[-1]["href"] == "/meedoen/probeersel/?methode=31&familie=waterschap"


def test_past_the_end_offers_the_last_page(client: Client, words: dict[str, Any]) -> None:
    method(words)
    answer = client.get(f"{PATH}?pagina=9")
    assert answer.status_code == 404
    assert PATH in [link["href"] for link in parsed(answer).select("main a[href]")]


def test_publishing_a_case_fills_a_spot_and_the_feed_says_so(
    client: Client, words: dict[str, Any], commit: Commit
) -> None:
    page = method(words)
    assert 'data-value="gemeente"' in client.get(PATH).text
    with commit():
        measured(words, page, **CONTROLLED)
    one_turn()
    assert 'data-value="gemeente"' not in client.get(PATH).text
    assert "telefoontjes" in client.get(f"{MEASURES}atom.xml").text
    assert "gemeenten" in client.get(f"{PATH}atom.xml").text


def test_the_table_counts_what_the_lists_show(client: Client, words: dict[str, Any]) -> None:
    measured(words, method(words), **CONTROLLED)
    measured(words, method(words, number=32, title="Anders"))
    for path in (PATH, MEASURES):
        page = parsed(client.get(path))
        counted = [int(cell.text) for row in page.select("tbody")[0].select("tr") for cell in row.select("td")[:-1]]
        assert sum(counted) == int(page.select_one("#aantal")["data-total"])


def test_the_number_of_queries_is_fixed(
    client: Client, words: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(1, 21):
        measured(words, method(words, number=number, title=f"Methode {number}"))
    client.get(PATH)
    with django_assert_max_num_queries(12):
        client.get(f"{PATH}?stand=zonder-vergelijking")


def test_a_method_says_where_nobody_measured_it(client: Client, words: dict[str, Any], commit: Commit) -> None:
    with commit():
        page = method(words)
        measured(words, page)
    said = parsed(client.get(page.get_url())).select_one(f'a[href="{PATH}?methode=31"]')
    assert said.text == "Nog niet gemeten bij waterschappen"
    with commit():
        measured(words, page, "board")
    one_turn()
    assert "Nog niet gemeten" not in client.get(page.get_url()).text


def test_the_counts_are_those_of_the_files_that_everybody_can_download(words: dict[str, Any]) -> None:
    """Counted once more from what everybody can download."""
    drawn, pages = random.Random(7), [method(words, number=number, title=f"Methode {number}") for number in (1, 2, 3)]
    for _ in range(12):
        measured(
            words,
            drawn.choice(pages),
            drawn.choice(["town", "board"]),
            relation=drawn.choice([Relation.ALONE, Relation.BUNDLE, Relation.UNKNOWN]),
            **drawn.choice([{}, CONTROLLED]),
        )
    report = white_spots.measure()
    assert report["problems"] == []
    assert [int(row[1]) for row in report["tables"][0][1]] == [
        sum(pair.state is not State.COMPARED for pair in pairs(side)) for side in (Side.FAMILY, Side.INDICATOR)
    ]


def test_an_empty_site_says_so(client: Client) -> None:
    make_site()
    assert "Er is nog geen methode" in client.get(PATH).text
