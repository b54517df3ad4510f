"""Edges of the overview of all results: an empty site, drafts, many rows, cells of a spreadsheet, and a fixed cost."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.choices import Design
from cases.computed.refresh import refresh_all
from core.http.csv_safety import safe_cell
from evidence_site.results import PAGE_SIZE
from tests.cases.summaries.stored import counted
from tests.commits import Commit
from tests.evidence_site.test_results import PATH, organisations
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


def test_a_draft_method_is_no_filter_and_has_no_link(client: Client, commit: Commit) -> None:
    make_site()
    with commit():
        draft = make_method(live=False, title="Kanariemethode", number=900)
        make_case(results=[build_result(counts_for=[draft])])
    page = soup(client, PATH)
    assert len(page.select("tr[data-kind=result]")) == 1
    assert "Kanariemethode" not in page.get_text()
    assert "Kanariemethode" not in client.get("/resultaten/resultaten.json").getvalue().decode()


def test_pages_and_past_the_end(client: Client, commit: Commit) -> None:
    make_site()
    with commit():
        make_case(results=[build_result() for _ in range(PAGE_SIZE + 1)])
    assert len(soup(client, PATH).select("tr[data-kind=result]")) == PAGE_SIZE
    assert len(soup(client, f"{PATH}?pagina=2").select("tr[data-kind=result]")) == 1
    past = soup(client, f"{PATH}?pagina=99", status=404)
    assert past.find("a", string="Naar de laatste bladzijde")["href"] == "/resultaten/?pagina=2"


def test_an_empty_site_says_so(client: Client) -> None:
    make_site()
    assert "Nog geen resultaten" in words(soup(client, PATH).main)


def test_a_fixed_number_of_queries(client: Client, commit: Commit) -> None:
    make_site()
    method = make_method(number=31)

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def grow(amount: int) -> None:
        with commit():
            for _ in range(amount):
                make_case(results=[counted(10, 30, counts_for=[method]), build_result(counts_for=[make_method()])])

    paths = (PATH, f"{PATH}?methode=31&opzet=loting&richting=beter&jaar=2025", "/wijzigingen/", "/correcties/")
    grow(1)
    grow(3)  # a second time, so that something changed
    few = {path: queries(path) for path in paths}
    grow(10)
    many = {path: queries(path) for path in paths}
    assert many == few
    assert max(few.values()) <= 40


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@som", "  =1", "\t=1", "|cmd", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_text_of_a_source_cannot_become_a_formula(client: Client, commit: Commit) -> None:
    make_site()
    with commit():
        make_case(title='=HYPERLINK("https://kwaad.example")', results=[build_result(note="@SUM(1)", sample="+1")])
    text = client.get("/resultaten/resultaten.csv").getvalue().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["titel"].startswith("'=") and row["toelichting"] == "'@SUM(1)" and row["onderzochte_groep"] == "'+1"


def test_what_was_made_without_a_signal_is_computed_by_the_nightly_run(client: Client) -> None:
    make_site()
    make_case(results=[build_result(design=Design.BEFORE_AFTER, second_period="2021")])
    assert organisations(client, "?jaar=2021") != set()  # an unknown year is left out
    refresh_all()
    assert len(organisations(client, "?jaar=2021&richting=beter")) == 1
    assert refresh_all() == 0
