"""The page of the calculator: ranges out, every assumption printed, nothing stored, nothing typed lost."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.http.body_limit import MOST_BYTES
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ADDRESS = "/rekenhulp/"
FILLED = {
    "verzoeken": "10.000",
    "nu": "34",
    "straks": "23,37 tot 72,02",
    "mislukt": "20%",
    "kosten_oud": "€ 2,83",
    "kosten_web": "0,15",
}


@pytest.fixture
def reader() -> ReaderClient:
    return ReaderClient()


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_ranges_with_every_assumption_and_no_promise(reader: ReaderClient) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = reader.post(ADDRESS, FILLED)
    text = words(read(response).main)
    assert "tussen −1.063 en 3.802 keer" in text
    assert "tussen −2.247 en 8.037 euro" in text
    assert "Daarvan echt bespaard, per jaar 0 euro" in text
    assert "Niet zeker terugverdiend." in text
    assert "geen één-op-één verband" in text
    for label, typed in (("oude kanaal", "2,83 euro"), ("straks", "23,37 tot 72,02 %"), ("minuten", "niet ingevuld")):
        assert label in text
        assert typed in text
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert not [one for one in queries if not one["sql"].startswith("SELECT")]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"verzoeken": ""}, "Vul een getal in."),
        ({"nu": "veel"}, "Voer een getal in."),
        ({"nu": "140"}, "Dit moet tussen 0 en 100 liggen."),
        ({"nu": "-5"}, "Dit moet tussen 0 en 100 liggen."),
        ({"straks": "50 tot 40"}, "Schrijf het laagste getal eerst."),
        ({"straks": "1 tot 2 tot 3"}, "Schrijf één getal, of twee met ‘tot’ ertussen."),
        ({"verzoeken": "9" * 200}, "Dit is te lang."),
        ({"verzoeken": "NaN"}, "Voer een getal in."),
        ({"kosten_oud": "1e999"}, "is geen getal"),
        ({"kosten_oud": "=1+1"}, "is geen getal"),
        ({"kosten_oud": "٣"}, "is geen getal"),
    ],
)
def test_what_is_wrong_stands_at_its_field_with_all_that_was_typed(
    reader: ReaderClient, fields: dict[str, str], error: str
) -> None:
    response = reader.post(ADDRESS, FILLED | fields)
    page = read(response)
    assert response.status_code == 400
    assert error in words(page.main)
    for name, typed in (FILLED | fields).items():
        assert page.select_one(f"input[name={name}]")["value"] == typed  # type: ignore[index]


def test_a_file_and_an_address_only_when_asked(reader: ReaderClient) -> None:
    assert not read(reader.post(ADDRESS, FILLED)).select("a[href*=verzoeken]")
    file = reader.post(ADDRESS, {**FILLED, "als": "csv"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="rekenhulp.csv"'
    assert "tussen −1.063 en 3.802 keer" in file.text
    assert "no-store" in file.headers["Cache-Control"]
    link: Any = read(reader.post(ADDRESS, {**FILLED, "als": "adres"})).select_one("a[href*=verzoeken]")
    again = reader.get(link["href"])
    assert "tussen −1.063 en 3.802 keer" in words(read(again).main)
    assert read(again).select_one("meta[name=robots]")


def test_from_a_method_with_what_was_measured_beside_it(reader: ReaderClient) -> None:
    indicator = IndicatorFactory()
    method = make_method(indicators=[indicator])
    for _ in range(2):
        make_case(
            methods=[method],
            results=[build_result(indicator=indicator, with_totals=True, randomised=True, counts_for=[method])],
        )
    address = f"{ADDRESS}?methode={method.number}"
    page = soup(reader, address)
    assert method.title in words(page.main)
    assert not [field["name"] for field in page.select("main input") if field["value"]]
    shown = words(read(reader.post(address, FILLED)).main)
    assert shown.count(f"{indicator.label}: ging het zoals bij") == 2


@pytest.mark.parametrize("query", ["?methode=999999", "?methode=abc", "?methode=²", "?nu=%00", "?methode=" + "9" * 400])
def test_an_address_that_means_nothing_shows_the_form(reader: ReaderClient, query: str) -> None:
    assert soup(reader, f"{ADDRESS}{query}").select("input[name=verzoeken]")


def test_a_body_that_is_too_long_is_refused(reader: ReaderClient) -> None:
    assert reader.post(ADDRESS, {"verzoeken": "1" * MOST_BYTES}).status_code == 413
