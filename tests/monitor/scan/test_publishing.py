"""Sharing is a choice: looked at first, with a confirmed name, taken back at once, compared from eight on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.mail.models import OutgoingMail
from monitor.scan import ranges, scans
from monitor.scan.models import FamilyRange, ProductScan, ScanPublication, StatedLine
from monitor.scan.stated import stated_optima
from monitor.scan.views import sitemap_paths
from tests.clock import Later
from tests.factories.vocabulary import OrganisationFactory
from tests.home.reading import soup, words
from tests.monitor.scan.conftest import ADDRESS, PERMIT, Make, this_year
from tests.reader_forms import ReaderClient
from tests.site.test_words_of_readers import everything_stored
from vocabulary.confirmed_organisation import NameConfirmed
from vocabulary.models import Organisation, OrganisationType, Product

pytestmark = pytest.mark.django_db
SHARED = "/productscan/gedeeld/"
STATED = {"level": "niet", "optimum": "deels", "reason": "mens", "volume": "87.654.321"}
ASKED = {"organisation": "delft", "email": "jan@delft.example", "agreed": "on"}
Status = ScanPublication.Status


@pytest.fixture
def path(make: Make, delft: Organisation) -> str:
    return make({"parkeervergunning": STATED, "ontheffing": PERMIT})


def ask(reader: ReaderClient, path: str, **fields: str) -> Any:
    return reader.post(f"{path}delen/", ASKED | fields)


def decide(editor: Client, row: ScanPublication, **fields: Any) -> Any:
    address = reverse("productscans:edit", args=[row.pk])
    sent = {"status": Status.PLACED, "answer": "", "organisation": row.organisation_id or "", "name_confirmed": "bron"}
    return editor.post(address, sent | {"name_note": "delft.nl"} | fields)


def publish(family: OrganisationType, organisation: Organisation, gap: int | None, scan: Any = None) -> ScanPublication:
    return ScanPublication.objects.create(
        scan=scan or ProductScan.objects.create(family=family),
        family=family,
        year=2026,
        organisation=organisation,
        name_confirmed=NameConfirmed.SOURCE,
        status=Status.PLACED,
        handled_at=timezone.now(),
        plain=gap,
        weighted=gap,
        gap=gap,
    )


def test_nothing_is_public_until_an_editor_placed_it_under_a_confirmed_name(
    reader: ReaderClient, publisher: Client, path: str, products: dict[str, Product]
) -> None:
    page = soup(reader, f"{path}delen/")
    assert "Jullie aantallen blijven geheim." in words(page.main)
    assert ask(reader, path).status_code == 303
    row = ScanPublication.objects.get()
    assert (row.organisation.slug, row.plain, row.weighted, row.gap) == ("gemeente-delft", 0, 0, 75)
    assert soup(reader, f"{SHARED}gemeente-delft/", 404) and "Delft" not in words(soup(reader, SHARED).main)
    assert stated_optima(products["parkeervergunning"]) == []
    assert "De redactie kijkt nog" in words(soup(reader, path).main)
    assert f"Gemeente Delft, {this_year()}" in words(soup(publisher, reverse("inbox")).main)
    refused = decide(publisher, row, name_note="")
    assert "Schrijf op waar je dat zag." in refused.text
    assert decide(publisher, row).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.email) == (Status.PLACED, "")
    shared = words(soup(reader, f"{SHARED}gemeente-delft/").main)
    assert "Parkeervergunning Niet digitaal Deels digitaal Hier is een mens bij nodig" in shared
    assert "87" not in shared
    assert "Gemeente Delft" in words(soup(reader, SHARED).main)
    assert stated_optima(products["parkeervergunning"]) == [
        ("Gemeente Delft", "Deels digitaal", "Hier is een mens bij nodig")
    ]
    assert f"{SHARED}gemeente-delft/" in sitemap_paths()


def test_it_is_taken_back_at_once_by_its_owner(
    reader: ReaderClient, path: str, delft: Organisation, family: OrganisationType, kept_pages: None
) -> None:
    row = publish(family, delft, 10, ProductScan.objects.get())
    FamilyRange.objects.create(
        family=family, measure="gap", low=1, middle=2, high=3, organisations=8, counted_at=timezone.now()
    )
    assert reader.get(f"{SHARED}gemeente-delft/").status_code == 200
    reader.get(f"{path}delen/terug/")
    assert reader.get(f"{SHARED}gemeente-delft/").status_code == 200
    for _ in range(2):
        assert reader.post(f"{path}delen/terug/", {"ja": "1"}).status_code == 200
    assert reader.get(f"{SHARED}gemeente-delft/").status_code == 404
    row.refresh_from_db()
    assert row.status == Status.WITHDRAWN
    assert not FamilyRange.objects.exists()
    assert reader.get(path).status_code == 200


def test_what_is_changed_later_is_not_shown_before_it_is_shared_again(
    reader: ReaderClient, publisher: Client, path: str, products: dict[str, Product]
) -> None:
    ask(reader, path)
    decide(publisher, ScanPublication.objects.get())
    page = soup(reader, f"{path}invullen/")
    seen = page.select("[name=gezien]")[0]["value"]
    new = {"product": "parkeervergunning", "parkeervergunning-optimum": "helemaal", "gezien": seen}
    assert reader.post(f"{path}invullen/", new).status_code == 303
    assert stated_optima(products["parkeervergunning"])[0][1] == "Deels digitaal"
    ask(reader, path)
    ask(reader, path)
    assert stated_optima(products["parkeervergunning"])[0][1] == "Deels digitaal"
    assert ScanPublication.objects.filter(status=Status.OPEN).count() == 1
    decide(publisher, ScanPublication.objects.get(status=Status.OPEN))
    assert stated_optima(products["parkeervergunning"]) == [("Gemeente Delft", "Helemaal digitaal", "")]
    assert ScanPublication.public().count() == 1


def test_a_refusal_says_why_on_the_page_of_its_owner(reader: ReaderClient, publisher: Client, path: str) -> None:
    ask(reader, path)
    row = ScanPublication.objects.get()
    assert "Schrijf op waarom niet" in decide(publisher, row, status=Status.REFUSED).text
    decide(publisher, row, status=Status.REFUSED, answer="Dit adres is niet van de gemeente.")
    assert "Dit adres is niet van de gemeente." in words(soup(reader, path).main)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"organisation": ""}, "Vul je organisatie in."),
        ({"email": "jan"}, "Dit is geen e-mailadres."),
        ({"agreed": ""}, "Zonder dit akkoord mogen we je scan niet delen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(
    reader: ReaderClient, path: str, fields: dict[str, str], error: str
) -> None:
    response = ask(reader, path, **fields)
    assert response.status_code == 400 and error in response.text
    assert 'value="jan' in response.text
    assert not ScanPublication.objects.exists()


def test_quartiles_from_eight_organisations_and_how_many_are_missing_below(
    reader: ReaderClient, path: str, family: OrganisationType
) -> None:
    rows = [publish(family, OrganisationFactory(family=family), gap) for gap in range(0, 70, 10)]
    ranges.renew()
    assert soup(reader, path).select("[data-missing]")[0]["data-missing"] == "1"
    hidden = publish(family, OrganisationFactory(family=family), 70)
    ScanPublication.objects.filter(pk=hidden.pk).update(name_confirmed="")
    assert ranges.renew() == 0
    ScanPublication.objects.filter(pk=hidden.pk).update(name_confirmed="bron")
    assert "de vergelijking staat hier na de volgende telling" in words(soup(reader, path).main)
    assert ranges.renew() == 3
    cells = [
        words(cell) for cell in soup(reader, path).select("[aria-labelledby=vergelijking] tbody tr")[2].select("td")
    ]
    assert cells == ["18", "35", "53"]
    scans.delete(rows[0].scan)
    assert not FamilyRange.objects.exists()
    assert soup(reader, path).select("[data-missing]")[0]["data-missing"] == "1"


def test_a_measure_that_fewer_than_eight_know_is_not_compared(family: OrganisationType) -> None:
    for number in range(8):
        row = publish(family, OrganisationFactory(family=family), 10)
        ScanPublication.objects.filter(pk=row.pk).update(weighted=None if number else 5)
    assert ranges.renew() == 2
    assert set(FamilyRange.objects.values_list("measure", flat=True)) == {"plain", "gap"}


def test_the_list_has_the_same_queries_for_two_and_twenty(reader: ReaderClient, family: OrganisationType) -> None:
    counts = []
    for more in (2, 18):
        for _ in range(more):
            publish(family, OrganisationFactory(family=family), 10)
        with CaptureQueriesContext(connection) as queries:
            page = soup(reader, SHARED)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert page.select("#aantal")[0]["data-total"] == "20"
    assert soup(reader, f"{SHARED}?pagina=2", 404).select("a[href]")
    names = [words(row) for row in page.select("tbody th")]
    assert names == sorted(names)


def test_addresses_and_requests_go_in_time(reader: ReaderClient, path: str, later: Later) -> None:
    ask(reader, path)
    later(days=91)
    assert scans.forget() == 1
    assert ScanPublication.objects.get().email == ""
    reader.post(f"{path}delen/terug/", {"ja": "1"})
    later(days=366)
    assert scans.forget() == 1
    assert not ScanPublication.objects.exists() and not StatedLine.objects.exists()


def test_no_word_of_a_scan_stands_anywhere_else(reader: ReaderClient, publisher: Client, path: str) -> None:
    canary = "kanarievogel"
    ask(reader, path, organisation=f"Dienst {canary}", email=f"{canary}@voorbeeld.example")
    row = ScanPublication.objects.get()
    for page in (ADDRESS, SHARED, "/sitemap.xml"):
        assert canary not in reader.get(page).text
    assert canary not in "".join(str(mail.context) for mail in OutgoingMail.objects.all())
    decide(publisher, row, status=Status.REFUSED, answer="Nee.")
    tables = {table for table, text in everything_stored() if canary in text}
    assert tables == {"monitor_scanpublication"}
    assert {table for table, text in everything_stored() if "87654321" in text} == {"monitor_scanline"}
    scans.delete(ProductScan.objects.get())
    assert not [text for _, text in everything_stored() if canary in text or "87654321" in text]


def test_the_inbox_asks_no_more_for_more_scans(
    reader: ReaderClient, publisher: Client, family: OrganisationType, delft: Organisation
) -> None:
    counts = []
    for more in (2, 10):
        for _ in range(more):
            row = publish(family, delft, 10)
            ScanPublication.objects.filter(pk=row.pk).update(status=Status.OPEN)
        with CaptureQueriesContext(connection) as queries:
            assert publisher.get(reverse("inbox")).status_code == 200
        with CaptureQueriesContext(connection) as own:
            assert publisher.get(reverse("productscans:index")).status_code == 200
        counts.append((len(queries), len(own)))
    assert counts[0] == counts[1]


def test_a_writer_does_not_decide(writer: Client, reader: ReaderClient, path: str) -> None:
    ask(reader, path)
    assert decide(writer, ScanPublication.objects.get()).status_code == 302
    assert ScanPublication.objects.get().status == Status.OPEN
