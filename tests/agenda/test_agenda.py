"""The agenda of all and of a family: lists, filters, files, feeds, calendar."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.models import ActivityPage
from tests.calendars import judged
from tests.factories.agenda import build_state, make_activity, make_ambition
from tests.factories.pages import make_method
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


def titles(client: Client, path: str, status: int = 200) -> list[str]:
    return [words(row) for row in soup(client, path, status).select("tr[data-kind=activiteit] th")]


def test_it_lists_what_is_public_in_order_of_time(client: Client) -> None:
    make_activity(title="Oud", begins="2013", ends="2017")
    make_activity(title="Nieuw", begins="2025-07-04", ends="")
    make_activity(title="Ongedateerd", begins="", ends="", period_note="rond de wet")
    make_activity(title="Kanarie", live=False)
    page = soup(client, "/agenda/")
    assert titles(client, "/agenda/") == ["Nieuw", "Oud", "Ongedateerd"]
    text = words(page.main)
    for expected in ("vanaf 4 juli 2025", "2013 tot en met 2017", "rond de wet", "Berenschot", "3 activiteiten"):
        assert expected in text
    assert "Kanarie" not in page.decode()
    assert len(page.select("tr[data-kind=activiteit] svg")) == 2
    assert page.select("[style]") == []


def test_filters_stand_in_the_address(client: Client) -> None:
    water, other = FamilyFactory(slug="waterschap", plural="Waterschappen"), FamilyFactory()
    owner, ambition = OrganisationFactory(slug="unie", label="De unie"), make_ambition(slug="meedoen")
    make_activity(
        title="Eerste", families=[water], organisation=owner, ambitions=[ambition], begins="2020", ends="2021"
    )
    make_activity(title="Tweede", families=[water, other], organisation=None, states=[build_state("klaar", "2019")])
    make_activity(title="Derde", families=[other], begins="2013", ends="", states=[build_state("gestopt", "2014")])
    for query, found in (
        ("familie=waterschap", ["Tweede", "Eerste"]),
        ("stand=klaar", ["Tweede"]),
        ("eigenaar=unie", ["Eerste"]),
        ("eigenaar=niet-gepubliceerd", ["Tweede"]),
        ("jaar=2020", ["Eerste"]),
        ("jaar=2013", ["Derde"]),
        ("ambitie=meedoen", ["Eerste"]),
        ("indeling=stand", ["Eerste", "Tweede", "Derde"]),
        ("familie=waterschap&stand=loopt", ["Eerste"]),
    ):
        assert titles(client, f"/agenda/?{query}") == found, query
        assert client.get(f"/agenda/?{query}")["X-Robots-Tag"] == "noindex, follow"
    assert titles(client, "/agenda/waterschap/?indeling=eigenaar") == ["Eerste", "Tweede"]
    assert "Geen activiteit met deze filters" in words(soup(client, "/agenda/?stand=klaar&jaar=2013").main)
    assert "filter telt niet mee" in words(soup(client, "/agenda/?stand=zoek").main)
    empty = soup(client, f"/agenda/{FamilyFactory().slug}/")
    assert "Hier staat nog geen activiteit" in words(empty.main)
    assert (empty.main.select("form"), bool(empty.main.select(".od-empty a[href='/agenda/']"))) == ([], True)  # type: ignore[union-attr]
    assert client.get("/agenda/bestaat-niet/").status_code == 404
    assert "laatste bladzijde" in words(soup(client, "/agenda/?pagina=9", 404).main).lower()


@pytest.mark.parametrize(
    "query", ["jaar=0", "jaar=99999999999", "pagina=%00", "stand=%F0%9F", "eigenaar=' or 1", "x=y"]
)
def test_anything_may_stand_in_the_address(client: Client, query: str) -> None:
    make_activity()
    for path in ("/agenda/", "/agenda/atom.xml", "/agenda/agenda.csv", "/agenda/agenda.json", "/agenda/agenda.ics"):
        assert client.get(f"{path}?{query}").status_code == 200


def test_it_says_which_methods_serve_and_shows_the_quarters_of_a_year(client: Client) -> None:
    method, hidden = make_method(title="Bel terug"), make_method(title="Kanarie", live=False)
    make_activity(methods=[method, hidden], begins="2024-K2", ends="2025")
    page = soup(client, "/agenda/?jaar=2024")
    head = page.select_one("tr[data-kind=activiteit] th")
    assert f"Methode {method.number}: Bel terug" in words(head)
    assert head.select(f"a[href='{method.get_url()}']")
    assert "Kanarie" not in page.decode()
    assert "over de vier kwartalen van 2024." in words(page.main)
    assert "vandaag" not in words(page.main)
    [line] = page.select("line.od-agenda__line")
    assert (line["x1"][:4], line["x2"]) == ("24.8", "100%")


def test_an_old_state_is_the_last_known(client: Client) -> None:
    page = make_activity(states=[build_state("loopt", "2019"), build_state("gepland", "2017", says="Aangekondigd.")])
    assert (page.state, page.state_on, page.state_known) == ("loopt", date(2019, 12, 31), "2019")
    text = words(soup(client, page.url).main)
    assert "laatst bekend in 2019" in text
    assert text.index("Loopt") < text.index("Aangekondigd.")
    assert "gelezen op 1 november 2026" in text
    assert "laatst bekend in 2019" in words(soup(client, "/agenda/").main)


def test_files_hold_what_the_page_shows(client: Client) -> None:
    water = FamilyFactory(slug="waterschap")
    page = make_activity(title="=Som", families=[water], begins="2024-01-01", ends="2027-01-01")
    make_activity(title="Ander", states=[build_state("klaar")])
    text = client.get("/agenda/waterschap/agenda.csv").getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    [row] = csv.DictReader(StringIO(text), delimiter=";")
    assert (row["titel"], row["families"], row["stand"], row["bron"]) == (
        "'=Som",
        "waterschap",
        "loopt",
        "Voortgangsbrief",
    )
    data = json.loads(client.get("/agenda/agenda.json?familie=waterschap").getvalue())  # type: ignore[attr-defined]
    assert [one["slug"] for one in data["activiteiten"]] == [page.slug]
    calendar = client.get("/agenda/waterschap/agenda.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    begins, ends = judged(calendar.content)
    assert (begins.start, begins.end, str(begins["SUMMARY"])) == (date(2024, 1, 1), date(2024, 1, 2), "Begint: =Som")
    assert (ends.start, str(ends["SUMMARY"])) == (date(2027, 1, 1), "Eindigt: =Som")
    assert judged(client.get("/agenda/agenda.ics?stand=klaar").content) == []


def test_a_date_that_moved_or_was_called_off_reaches_calendars(client: Client, later: Any) -> None:
    page = make_activity(begins="2027-07-01", ends="")
    [before] = judged(client.get("/agenda/agenda.ics").content)
    for state, begins, status in (("loopt", "2027-09-01", "CONFIRMED"), ("gestopt", "2027-09-01", "CANCELLED")):
        later(minutes=5)
        draft = page.get_latest_revision_as_object()
        draft.begins = begins
        draft.states.add(build_state(state, "2026-11-30", sort_order=draft.states.count()))
        draft.save_revision().publish()
        [after] = judged(client.get("/agenda/agenda.ics").content)
        assert (after.uid, after["STATUS"], after.start) == (before.uid, status, date(2027, 9, 1))
        assert after["SEQUENCE"] > before["SEQUENCE"]
        before = after


def test_the_feed_tells_each_state_and_nothing_unpublished(client: Client) -> None:
    make_activity(
        title="Zichtbaar", states=[build_state("gepland", "2025", sort_order=0), build_state("loopt", "2026")]
    )
    make_activity(title="Kanarie", live=False)
    text = client.get("/agenda/atom.xml").content.decode()
    assert "Zichtbaar: loopt" in text
    assert "Zichtbaar: gepland" in text
    assert "Kanarie" not in text
    assert client.get("/agenda/atom.xml", HTTP_IF_NONE_MATCH=client.get("/agenda/atom.xml")["ETag"]).status_code == 304


def test_what_is_not_public_is_in_no_list_file_or_feed(client: Client) -> None:
    days = {"begins": "2027-01-04", "ends": "2027-01-05"}
    make_activity(title="Zichtbaar", **days)
    make_activity(title="Kanarie in klad", live=False, **days)
    expired, private = make_activity(title="Verlopen kanarie", **days), make_activity(title="Besloten kanarie", **days)
    ActivityPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    private.view_restrictions.create(restriction_type="login")
    for path in ("", "atom.xml", "agenda.csv", "agenda.json", "agenda.ics"):
        answer = client.get(f"/agenda/{path}")
        content = (answer.getvalue() if answer.streaming else answer.content).decode()  # type: ignore[attr-defined]
        assert "Zichtbaar" in content
        assert "kanarie" not in content.lower(), path


PATHS = [
    *("/agenda/", "/agenda/?indeling=eigenaar", "/agenda/atom.xml", "/agenda/agenda.json", "/agenda/agenda.ics"),
    *("/activiteiten/activiteit-0/", "/ambities/ambitie-0/"),
]


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = client.get(path)
        assert answer.status_code == 200
        if answer.streaming:
            answer.getvalue()  # type: ignore[attr-defined]
    return len(found)


def test_queries_do_not_grow(client: Client, settings: Any) -> None:
    settings.PAGE_CACHE_MB = 0
    family, ambition = FamilyFactory(), make_ambition(slug="ambitie-0")
    owner, method = OrganisationFactory(), make_method()
    shared: dict[str, Any] = {"organisation": owner, "ambitions": [ambition], "methods": [method]}
    add: Callable[[int], Any] = lambda n: make_activity(  # noqa: E731
        title=f"A{n}", slug=f"activiteit-{n}", families=[family], **shared
    )
    add(0), add(1)
    for path in PATHS:  # what is kept by a process is made
        client.get(path)
    few = [_queries(client, path) for path in PATHS]
    for place in range(2, 7):
        add(place)
    for path in PATHS:
        client.get(path)
    assert [_queries(client, path) for path in PATHS] == few


def test_a_list_has_a_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agenda.overview.PAGE_SIZE", 3)
    for _ in range(4):
        make_activity()
    assert len(titles(client, "/agenda/")) == 3
    assert len(titles(client, "/agenda/?pagina=2")) == 1
    assert ActivityPage.objects.count() == 4
