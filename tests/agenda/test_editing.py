"""Progress of an owner on one screen, activities from a file, and what others report."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import ActivityPage, ActivityState, AgendaVersion, ProgressReport
from core.jobs import one_turn
from core.submissions import guard
from tests.factories.agenda import build_state, make_activity, make_ambition
from tests.factories.pages import make_method
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
PROGRESS, IMPORT = "/beheer/agenda/voortgang/", "/beheer/agenda/bestand/"
HEAD = "slug;titel;families;eigenaar;van;tot;doel;stand;bekend_op;bron_zegt;bron;bron_adres;gelezen_op;zekerheid"


@pytest.fixture
def pages() -> list[ActivityPage]:
    owner = OrganisationFactory(slug="unie")
    return [make_activity(title=title, organisation=owner) for title in ("Eerste", "Tweede")]


def filled(page: ActivityPage, **values: str) -> dict[str, str]:
    given = {
        "state": "klaar",
        "known_on": "2026-11",
        "says": "Opgeleverd.",
        "title": "Brief",
        "certainty": "A",
        **values,
    }
    return {f"{page.pk}-{name}": value for name, value in given.items()}


def test_progress_of_all_on_one_screen(publisher: Client, client: Client, pages: list[ActivityPage]) -> None:
    first, second = pages
    shown = publisher.get(PROGRESS, {"eigenaar": "unie"}).content.decode()
    assert shown.count("data-activity=") == 2
    empty = filled(second, state="", known_on="", says="", title="")
    answer = publisher.post(PROGRESS, {"eigenaar": "unie", **filled(first), **empty})
    assert answer.status_code == 302
    first.refresh_from_db()
    assert (first.state, first.state_known, first.states.count()) == ("klaar", "2026-11", 2)
    assert second.states.count() == 1
    assert "Opgeleverd." in words(soup(client, first.url).main)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"title": ""}, "Noem de bron"),
        ({"known_on": "ooit"}, "2027-K1"),
        ({"url": "geen adres"}, "URL"),
        ({"state": ""}, "Kies welke stand"),
        ({"state": "zoek"}, "zoek"),
        ({"says": "x" * 301}, "300"),
    ],
)
def test_a_wrong_row_loses_nothing(
    publisher: Client, pages: list[ActivityPage], values: dict[str, str], error: str
) -> None:
    first, second = pages
    answer = publisher.post(PROGRESS, {"eigenaar": "unie", **filled(first, **values), **filled(second)})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert error in text
    assert "Opgeleverd." in text
    assert ActivityState.objects.count() == 2


def test_a_writer_makes_a_draft_and_other_drafts_stay_drafts(writer: Client, publisher: Client, pages: Any) -> None:
    first, second = pages
    draft = second.get_latest_revision_as_object()
    draft.goal = "Kanarie."
    draft.save_revision()
    nothing = {"state": "", "known_on": "", "says": "", "title": ""}
    writer.post(PROGRESS, {"eigenaar": "unie", **filled(first), **filled(second, **nothing)})
    publisher.post(PROGRESS, {"eigenaar": "unie", **filled(first, **nothing), **filled(second)})
    for page in pages:
        page.refresh_from_db()
        assert (page.state, page.goal, page.has_unpublished_changes) == ("loopt", "Minder brieven.", True)
        assert page.get_latest_revision_as_object().states.count() == 2


@pytest.mark.parametrize("path", [PROGRESS, IMPORT])
def test_a_stranger_sees_nothing(client: Client, pages: Any, path: str) -> None:
    assert client.get(path).status_code == 302


def check(client: Client, text: str, **fields: str) -> str:
    return client.post(IMPORT, {"text": text, **fields}, follow=True).content.decode()


def test_a_file_is_checked_and_then_taken_over(publisher: Client, client: Client, pages: Any) -> None:
    FamilyFactory(slug="waterschap")
    make_activity(title="=Som")
    exported = client.get("/agenda/agenda.csv").getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    assert check(publisher, exported).count("gelijk") == 3
    new = f"{HEAD}\r\n;Vaarkaart;waterschap;unie;2027-K1;;Varen;gepland;2026;Besloten.;Besluit;https://b.example/;2026-11-30;A"
    text = check(publisher, new)
    assert "nieuw" in text
    assert not ActivityPage.objects.filter(title="Vaarkaart").exists()
    check(publisher, new, neem_over="ja")
    page = ActivityPage.objects.get(title="Vaarkaart")
    assert (page.live, page.slug, page.state, page.first_day) == (True, "vaarkaart", "gepland", date(2027, 1, 1))
    assert page.sources.get().url == "https://b.example/"
    changed = new.replace(";gepland;2026;", ";loopt;2026;").replace(";Vaarkaart;", "vaarkaart;Vaarkaart;", 1)
    assert "verandert" in check(publisher, changed)
    check(publisher, changed, neem_over="ja")
    page.refresh_from_db()
    assert (page.state, page.states.count()) == ("loopt", 2)
    assert "gelijk" in check(publisher, changed)


def test_what_an_activity_leads_to_goes_out_and_comes_in(publisher: Client, client: Client) -> None:
    method, other, hidden = make_method(), make_method(), make_method(live=False)
    above, family = make_activity(title="Boven", slug="boven"), FamilyFactory(slug="gemeente")
    facts = {"elaborates": above, "result": "<p>Af &amp; klaar.</p>", "ambitions": [make_ambition(slug="meedoen")]}
    page = make_activity(title="Onder", slug="onder", families=[family], methods=[method, hidden], **facts)
    exported = client.get("/agenda/agenda.csv").getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    [row] = [each for each in csv.DictReader(exported.splitlines(), delimiter=";") if each["slug"] == "onder"]
    told = {name: row[name] for name in ("werkt_uit", "resultaat", "ambities", "methoden", "praktijkvoorbeelden")}
    assert list(told.values()) == ["boven", "Af & klaar.", "meedoen", str(method.number), ""]
    assert check(publisher, exported).count("gelijk") == 2
    head = "slug;titel;families;doel;werkt_uit;ambities;methoden;resultaat"
    wrong = check(publisher, f"{head}\nonder;Onder;gemeente;Doel;onder;zoek;0|x;")
    for error in (
        "werkt_uit: onder is geen andere",
        "ambities: zoek staat niet",
        "methoden: 0 staat",
        "methoden: x staat",
    ):
        assert error in wrong
    check(publisher, f"{head}\nonder;Onder;gemeente;Doel;;;{other.number}|{method.number};Nu af", neem_over="ja")
    page = ActivityPage.objects.get(slug="onder")
    assert (page.elaborates, page.result, page.ambition_rows.count()) == (None, "<p>Nu af</p>", 0)
    assert page.organisation is not None, "a column that is not there changes nothing"
    leads = [row.method_id for row in page.method_rows.order_by("sort_order")]
    assert leads == [other.pk, method.pk, hidden.pk], "what the file cannot name stays"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (";Vaarkaart;maan;;;;Varen;;;;;;;", "Onbekende familie: maan"),
        (";Vaarkaart;;;;;Varen;;;;;;;", "minstens één familie"),
        (";Vaarkaart;waterschap;niemand;;;Varen;;;;;;;", "Onbekende eigenaar: niemand"),
        (";Vaarkaart;waterschap;;ooit;;Varen;;;;;;;", "van: Schrijf dit als"),
        (";Vaarkaart;waterschap;;;;;;;;;;;", "doel: "),
        (";Vaarkaart;waterschap;;;;Varen;zoek;;;Bron;;;", "Onbekende stand: zoek"),
        (";Vaarkaart;waterschap;;;;Varen;loopt;;;;;;", "bron: "),
        (";Vaarkaart;waterschap;;;;Varen;loopt;;;Bron;;gisteren;", "gelezen_op: schrijf een dag"),
        (";Vaarkaart;waterschap;;;;Varen;loopt;;;Bron;;2026-13-40;", "gelezen_op: schrijf een dag"),
        (";Vaarkaart;waterschap;;;;Varen;loopt;;;Bron;;;Q", "zekerheid: "),
        (";;waterschap;;;;Varen;;;;;;;", "titel: "),
    ],
)
def test_a_wrong_line_stops_the_file_and_says_why(publisher: Client, pages: Any, line: str, error: str) -> None:
    FamilyFactory(slug="waterschap")
    good = "goed;Goede regel;waterschap;;;;Doel;;;;;;;"
    text = check(publisher, f"{HEAD}\n{good}\n{line}", neem_over="ja")
    assert error in text
    assert 'data-line="3"' in text
    assert ActivityPage.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Kies een bestand"),
        ("a;b\n1;2", "Deze kolommen ontbreken"),
        (f'{HEAD}\n"open;x', "niet te lezen"),
        (HEAD + "\nx;Titel;f;;;;Doel" * 501, "te veel regels"),
    ],
)
def test_a_file_that_cannot_be_read(publisher: Client, pages: Any, text: str, error: str) -> None:
    assert error in check(publisher, text)


SENT = {
    "state": "klaar",
    "known_on": "2026-11",
    "text": "Het staat online sinds vorige week.",
    "source": "",
    "email": "",
}


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


def send(page: ActivityPage, **values: str) -> Any:
    path = reverse("report_progress", args=[page.slug])
    client = ReaderClient()
    token = soup(client, path).select_one("input[name=token]")["value"]
    return client, path, {**SENT, "token": token, **values}


def test_somebody_elsewhere_reports_and_an_editor_places(
    publisher: Client, pages: list[ActivityPage], patient: None
) -> None:
    page = pages[0]
    client, path, data = send(page, email="iemand@voorbeeld.nl")
    answer = client.post(path, data)
    assert (answer.status_code, answer["Location"]) == (303, reverse("progress_thanks"))
    report = ProgressReport.objects.get()
    assert (report.activity, report.state, str(report)) == (page, "klaar", f"Agendamelding {report.pk}")
    assert "online sinds" not in client.get(page.url).content.decode()
    shown = publisher.get(reverse("agendameldingen:edit", args=[report.pk])).content.decode()
    assert f"eigenaar=unie&amp;melding={report.pk}" in shown
    placed = publisher.get(PROGRESS, {"eigenaar": "unie", "melding": str(report.pk)}).content.decode()
    assert 'value="2026-11"' in placed
    assert "online sinds" in publisher.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"state": ""}, "Kies een stand"),
        ({"state": "x"}, "Kies een stand"),
        ({"text": "kort"}, "minstens 10 tekens"),
        ({"known_on": "ooit"}, "2027-K1"),
        ({"email": "nee"}, "geen e-mailadres"),
    ],
)
def test_a_wrong_report_is_refused_beside_the_field(
    pages: list[ActivityPage], patient: None, values: dict[str, str], error: str
) -> None:
    client, path, data = send(pages[0], **values)
    answer = client.post(path, data)
    assert answer.status_code == 400
    assert error in answer.content.decode()
    assert ProgressReport.objects.count() == 0


def test_a_report_is_forgotten(pages: list[ActivityPage], later: Any) -> None:
    report = ProgressReport.objects.create(activity=pages[0], state="loopt", text="Kanarie.", email="a@voorbeeld.nl")
    later(days=91)
    one_turn()
    report.refresh_from_db()
    assert report.email == ""
    later(days=731)
    one_turn()
    assert ProgressReport.objects.count() == 0


def test_nothing_is_reported_of_what_is_not_public(client: Client) -> None:
    page = make_activity(live=False)
    assert client.get(reverse("report_progress", args=[page.slug])).status_code == 404


def test_versions_can_be_compared(publisher: Client, client: Client) -> None:
    family = FamilyFactory(slug="waterschap", plural="Waterschappen")
    stays, goes = (make_activity(title=title, families=[family]) for title in ("Blijft", "Kanarie"))
    path = reverse("agenda_versions", args=["waterschap"])
    assert "Nog geen versie" in words(soup(client, path).main)
    assert "Concept" in words(soup(client, "/agenda/waterschap/").main)
    add = reverse("agendaversies:add")
    wrong = publisher.post(add, {"family": family.pk, "adopted_by": "De ledenvergadering", "adopted_on": ""})
    assert "Vul allebei in" in wrong.content.decode()
    given = {"adopted_by": "De ledenvergadering", "adopted_on": "2026-11-30", "source_title": "Besluitenlijst"}
    assert publisher.post(add, {"family": family.pk, **given}).status_code == 302
    assert "Vastgesteld door De ledenvergadering op 30 november 2026" in words(soup(client, "/agenda/waterschap/").main)
    other = AgendaVersion.objects.create(family=FamilyFactory())
    edit = reverse("agendaversies:edit", args=[other.pk])
    assert "blijft van haar familie" in publisher.post(edit, {"family": family.pk, **given}).text
    changed = stays.get_latest_revision_as_object()
    changed.states.add(build_state("klaar", sort_order=1))
    changed.save_revision().publish()
    goes.unpublish()
    make_activity(title="Komt erbij", families=[family])
    text = words(soup(client, path).main)
    assert "Stand: eerst ‘loopt’, daarna ‘klaar’." in text
    assert "Komt erbij" in text
    assert "niet meer op de site" in text
    assert "Kanarie" not in text
    AgendaVersion.objects.create(family=family)
    assert "Er is geen verschil" in words(soup(client, f"{path}?van=2&tot=nu").main)
    assert "Nieuw Komt erbij" in words(soup(client, f"{path}?van=1&tot=2").main)
    assert client.get(f"{path}?van=9&tot=x").status_code == 200
    assert timezone.localdate(AgendaVersion.objects.filter(number=2).get().made_at)
