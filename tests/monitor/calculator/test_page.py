"""The page of the calculator: ranges out, every assumption printed, nothing stored, nothing typed lost."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.choices import Shape
from core.http.guards.body_limit import MOST_BYTES
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ADDRESS = "/rekenhulp/"
FILLED = {
    "aantal_telefoon": "6.600",
    "kosten_telefoon": "€ 2,83",
    "aantal_digitaal": "3.400",
    "kosten_digitaal": "0,15",
    "straks": "23,37 tot 72,02",
    "mislukt": "20%",
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
    printed = {
        "Telefoon: wat kost jou één keer?": "2,83 euro",
        "straks": "23,37 tot 72,02 %",
        "minuten": "niet ingevuld",
        "Balie": "telt niet mee",
    }
    for label, typed in printed.items():
        assert label in text
        assert typed in text
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert not [one for one in queries if not one["sql"].startswith("SELECT")]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"aantal_digitaal": ""}, "Vul een getal in."),
        ({"aantal_telefoon": "", "kosten_telefoon": ""}, "Vul bij minstens één kanaal in hoe vaak"),
        ({"aantal_telefoon": "0"}, "Vul bij minstens één kanaal in hoe vaak"),
        ({"kosten_balie": "7"}, "Vul ook in hoe vaak dit per jaar gebeurt."),
        ({"straks": ""}, "Vul een laagste en een hoogste in"),
        ({"straks": "140"}, "Dit moet tussen 0 en 100 liggen."),
        ({"straks": "-5"}, "Dit moet tussen 0 en 100 liggen."),
        ({"straks": "40"}, "Eén getal is een belofte."),
        ({"straks": "50 tot 40"}, "Schrijf het laagste getal eerst."),
        ({"straks": "1 tot 2 tot 3"}, "Schrijf één getal, of twee met ‘tot’ ertussen."),
        ({"midden": "80"}, "Dit moet tussen je laagste en je hoogste liggen."),
        ({"midden": "40 tot 50"}, "Schrijf hier één getal."),
        ({"aantal_post": "9" * 200}, "Dit is te lang."),
        ({"aantal_post": "veel"}, "Voer een getal in."),
        ({"aantal_post": "NaN"}, "Voer een getal in."),
        ({"kosten_telefoon": "1e999"}, "is geen getal"),
        ({"kosten_telefoon": "=1+1"}, "is geen getal"),
        ({"kosten_telefoon": "٣"}, "is geen getal"),
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
    if "kosten_balie" in fields:
        assert "Balie: Vul ook in" in words(page.select_one("[data-error-summary]"))


def test_a_file_and_an_address_only_when_asked(reader: ReaderClient) -> None:
    assert not read(reader.post(ADDRESS, FILLED)).select("a[href*=aantal_]")
    file = reader.post(ADDRESS, {**FILLED, "als": "csv"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="rekenhulp.csv"'
    assert "tussen −1.063 en 3.802 keer" in file.text
    assert "no-store" in file.headers["Cache-Control"]
    link: Any = read(reader.post(ADDRESS, {**FILLED, "als": "adres"})).select_one("a[href*=aantal_]")
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
    assert [field["name"] for field in page.select("main input") if field["value"]] == ["verzilverd"]
    assert soup(reader, method.get_url()).select(f"main a[href='{address}']")
    shown = words(read(reader.post(address, FILLED)).main)
    assert shown.count(f"{indicator.label}: ging het zoals bij") == 2


@pytest.mark.parametrize("query", ["?methode=999999", "?methode=abc", "?methode=²", "?nu=%00", "?methode=" + "9" * 400])
def test_an_address_that_means_nothing_shows_the_form(reader: ReaderClient, query: str) -> None:
    assert soup(reader, f"{ADDRESS}{query}").select("input[name=aantal_telefoon]")


def test_a_body_that_is_too_long_is_refused(reader: ReaderClient) -> None:
    assert reader.post(ADDRESS, {"aantal_post": "1" * MOST_BYTES}).status_code == 413


@pytest.mark.parametrize(("organisations", "is_said"), [(3, True), (6, False)])
def test_where_three_are_pooled_what_is_left_open_is_filled_in_and_said(
    reader: ReaderClient, organisations: int, is_said: bool
) -> None:
    indicator = IndicatorFactory(label="digitaal aangevraagd")
    method = make_method(indicators=[indicator])
    counts = {"first_events": 120, "first_total": 1200, "second_events": 260, "second_total": 1300}
    for _ in range(organisations):
        result = build_result(indicator=indicator, shape=Shape.COUNTS, randomised=True, counts_for=[method], **counts)
        make_case(methods=[method], results=[result])
    address = f"{ADDRESS}?methode={method.number}"
    assert "Laat je ‘straks’ leeg" in words(soup(reader, address).main)
    page = read(reader.post(address, FILLED | {"straks": ""}))
    filled: Any = page.select_one("input[name=straks]")
    low, high = map(int, filled["value"].split(" tot "))
    assert 0 <= low < high <= 100
    assert "Wij vulden in waar een volgende organisatie" in words(page.main)
    assert f"na {organisations} organisaties" in words(page.main)
    assert ("minder dan vijf" in words(page.main)) == is_said
    from_start: Any = soup(reader, f"{address}&nu=34").select_one("input[name=straks]")
    assert from_start["value"] == filled["value"]
    # What the reader fills in is never changed.
    own: Any = read(reader.post(address, FILLED)).select_one("input[name=straks]")
    assert own["value"] == FILLED["straks"]


def test_several_channels_and_what_seems_most_likely(reader: ReaderClient) -> None:
    more = {
        "aantal_balie": "3.300",
        "kosten_balie": "7",
        "aantal_digitaal": "100",
        "straks": "10 tot 30",
        "midden": "20",
    }
    text = words(read(reader.post(ADDRESS, FILLED | more | {"mislukt": "", "kan_niet": "5 tot 10"})).main)
    assert "Houdt een ander kanaal nodig, per jaar tussen 500 en 1.000 keer" in text
    assert (
        "Meer digitaal, per jaar tussen 900 en 2.900 keer; bij wat jou het waarschijnlijkst lijkt ongeveer 1.900"
        in text
    )
    assert "Minder via telefoon, per jaar tussen 600 en 1.933 keer" in text
    assert "Minder via balie, per jaar tussen 300 en 967 keer" in text


def test_an_outcome_that_is_divided_by_next_to_nothing_is_no_error(reader: ReaderClient) -> None:
    tiny = "0,000000000001"
    costs = {"kosten_telefoon": tiny, "kosten_digitaal": "0", "verzilverd": tiny, "eenmalig": "1.000.000.000"}
    assert reader.post(ADDRESS, FILLED | costs | {"straks": "80 tot 90", "mislukt": "0"}).status_code == 200
