"""The overview of all results: filters, one honest chart, and files."""

from __future__ import annotations

import csv
import io
import json
import random
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from cases.choices import Contrast, Shape
from tests.cases.summaries.stored import counted
from tests.commits import committed
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from tests.generated import draws
from tests.home.reading import soup, words
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db
PATH = "/resultaten/"


@pytest.fixture
def results(made_once: dict[str, Any], db: None) -> dict[str, Any]:
    return deepcopy(made_once)


@pytest.fixture(scope="module")
def made_once(module_rows: None) -> dict[str, Any]:
    """Four cases: better, worse, no clear change, and a single measurement; the last two of another indicator."""
    calls = IndicatorFactory(slug="telefoontjes", label="telefoontjes", better=Indicator.Better.LOWER)
    share = IndicatorFactory(slug="digitaal", label="digitaal aangevraagd")
    town, agency = FamilyFactory(slug="gemeente", label="gemeente"), FamilyFactory(slug="dienst", label="dienst")
    with committed():
        method = make_method(title="Herinneren", number=31, indicators=[share])
        other = make_method(title="Anders", number=7)
        made = {
            "better": make_case(
                organisations=[OrganisationFactory(family=town, label="Beterdam")],
                results=[counted(100, 300, indicator=share, counts_for=[method])],
            ),
            "worse": make_case(
                organisations=[OrganisationFactory(family=agency, label="Slechterdam")],
                results=[build_result(first=30, second=10, second_period="2019", indicator=share, counts_for=[method])],
            ),
            "same": make_case(
                organisations=[OrganisationFactory(family=town, label="Gelijkwijk")],
                results=[counted(100, 101, indicator=calls, counts_for=[other])],
            ),
            "single": make_case(
                organisations=[OrganisationFactory(family=agency, label="Losdorp")],
                results=[
                    build_result(shape=Shape.SINGLE, contrast=Contrast.NONE, design="", second=40, indicator=calls)
                ],
            ),
            "hidden": make_case(
                live=False, title="Kanarie", results=[build_result(indicator=calls, as_published="Kanarie")]
            ),
        }
    return {"method": method, "share": share, "calls": calls, **made}


def organisations(client: Client, query: str = "") -> set[str]:
    page = soup(client, f"{PATH}{query}")
    return {words(row.th.a) for row in page.select("tr[data-kind=result]")}


def test_all_public_results_stand_there_whatever_came_out(client: Client, results: dict[str, Any]) -> None:
    assert organisations(client) == {"Beterdam", "Slechterdam", "Gelijkwijk", "Losdorp"}
    page = soup(client, PATH)
    assert "Kanarie" not in page.get_text()
    assert words(page.select_one("#aantal")) == "4 resultaten"
    row = page.find("a", string="Beterdam").find_parent("tr")
    assert row.find("a", string="31. Herinneren")["href"] == results["method"].get_url()
    assert "Klopt dit niet?" in words(row)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?methode=31", {"Beterdam", "Slechterdam"}),
        ("?indicator=telefoontjes", {"Gelijkwijk", "Losdorp"}),
        ("?familie=gemeente", {"Beterdam", "Gelijkwijk"}),
        ("?richting=beter", {"Beterdam"}),
        ("?richting=slechter", {"Slechterdam"}),
        ("?richting=geen-verschil", {"Gelijkwijk"}),
        ("?richting=nog-niet-te-zeggen", {"Losdorp"}),
        ("?opzet=loting", {"Beterdam", "Gelijkwijk"}),
        ("?jaar=2019", {"Slechterdam"}),
        ("?jaar=2025&methode=31", {"Beterdam"}),
        ("?methode=31&richting=geen-verschil", set()),
    ],
)
def test_filters(client: Client, results: dict[str, Any], query: str, expected: set[str]) -> None:
    assert organisations(client, query) == expected
    page = soup(client, f"{PATH}{query}")
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert client.get(f"{PATH}{query}")["X-Robots-Tag"].startswith("noindex")
    assert bool(page.select("tr[data-kind=result]")) == bool(expected)
    if not expected:
        assert "Geen resultaat met deze filters" in words(page.main)


def test_canonical_addresses(client: Client, results: dict[str, Any]) -> None:
    def canonical(query: str) -> str:
        return str(soup(client, f"{PATH}{query}").select_one("link[rel=canonical]")["href"])

    assert canonical("") == canonical("?methode=&jaar=&pagina=1") == "https://www.example.nl/resultaten/"
    assert soup(client, PATH).select_one("meta[name=robots]") is None
    expected = "https://www.example.nl/resultaten/?methode=31&jaar=2019"
    assert canonical("?jaar=2019&methode=31") == canonical("?methode=31&pagina=abc&jaar=2019&onzin=1") == expected


def test_an_unknown_value_is_left_out_and_told(client: Client, results: dict[str, Any]) -> None:
    for query in ("?methode=9999", "?methode=%3Cscript%3E", "?richting=wisselend", "?jaar=twee", "?opzet=%00"):
        assert organisations(client, query) == organisations(client)
    assert "We hebben geen resultaten met ‘9999’ bij ‘Methode’." in words(
        soup(client, "/resultaten/?methode=9999").main
    )


def test_the_chart_counts_and_never_mixes_indicators(client: Client, results: dict[str, Any]) -> None:
    page = soup(client, PATH)
    shown = {words(row.th): words(row.td) for row in page.select(".od-countchart tbody tr")}
    assert shown == {
        "Beter": "1",
        "Geen duidelijke verandering": "1",
        "Slechter": "1",
        "Nog niet te zeggen": "1",
    }
    assert "Ze gaan over verschillende dingen." in words(page.select_one(".od-countchart figcaption"))
    assert page.select("tr[data-kind=result] svg.od-chart") == []
    # Of one indicator each row is drawn, beside its own two numbers.
    page = soup(client, f"{PATH}?indicator=digitaal")
    assert len(page.select("tr[data-kind=result] svg.od-chart")) == 2
    assert "verschillende dingen" not in words(page.select_one(".od-countchart figcaption"))
    texts = [words(row) for row in page.select("tr[data-kind=result]")]
    assert any("10% → 30%" in text for text in texts)
    circles = page.select("tr[data-kind=result] circle.od-chart__before")
    assert sorted(circle["cx"] for circle in circles) == ["100%", "33.33%"]  # an axis from 0 to 30%


def test_files_hold_the_same_results_as_the_page(client: Client, results: dict[str, Any]) -> None:
    response = client.get("/resultaten/resultaten.csv?methode=31")
    assert "resultaten.csv" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";"))
    names = ("organisaties", "richting", "voor", "voor_eenheid", "na", "verschil", "verschil_eenheid")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("Beterdam", "beter", "10", "procent", "30", "20", "procentpunt"),
        ("Slechterdam", "slechter", "30", "procent", "10", "-20", "procentpunt"),
    ]
    found = json.loads(client.get("/resultaten/resultaten.json?methode=31").getvalue())
    assert found["filters"] == {"methode": "31"}
    assert [row["organisaties"] for row in found["resultaten"]] == [["Beterdam"], ["Slechterdam"]]
    assert found["resultaten"][0]["na_aantal"] == 300
    assert found["resultaten"][0]["na_totaal"] == 1000
    assert set(found["resultaten"][0]) == set(rows[0])
    assert "verschil" in found["kolommen"]
    assert len(json.loads(client.get("/resultaten/resultaten.json").getvalue())["resultaten"]) == 4
    assert json.loads(client.get("/resultaten/resultaten.json?jaar=2019&methode=7").getvalue())["resultaten"] == []


@pytest.mark.generated
def test_generated_addresses_never_fail(client: Client, results: dict[str, Any]) -> None:
    source = random.Random(7)
    names = ["methode", "indicator", "familie", "richting", "opzet", "jaar", "pagina", "q", "sorteer"]
    odd = [
        "31",
        "beter",
        "loting",
        "2025",
        "digitaal",
        "",
        " ",
        "-1",
        "0",
        "1e9",
        "9" * 400,
        "' OR 1=1 --",
        "%00",
        "\x00",
    ]
    odd += ["<b>", "٣", "²", "é" * 90, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "../..", "nan"]
    for _ in range(draws(40, 220)):
        pairs = [(source.choice(names), source.choice(odd)) for _ in range(source.randrange(6))]
        path = source.choice([PATH, f"{PATH}resultaten.csv", f"{PATH}resultaten.json", "/wijzigingen/", "/correcties/"])
        response = client.get(f"{path}?{urlencode(pairs)}")
        assert response.status_code in (200, 404), pairs
        if response.streaming:
            assert response.getvalue()
    for raw in ("?jaar=%ff%fe", "?methode[]=1", "?&&==&", "?pagina=%F0%9F%92%A9"):
        assert client.get(f"{PATH}{raw}").status_code == 200
