"""What is kept of a sender: how long, where, and that nothing is left or found."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from cases.models import CasePage
from config.environment import Environment
from contributions.base import checks, reminders, retention
from contributions.base.duration import days_to_answer
from contributions.base.models import Consent, Contributor
from contributions.models import CaseContribution
from core import jobs
from core.jobs.retention import DECLARED
from core.mail import rendering
from core.mail.models import OutgoingMail
from core.models import User
from methods.models import MethodPage
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.clock import Later
from tests.contributions.conftest import address_of
from tests.contributions.letters import address_in, confirm_path, newest
from tests.contributions.test_desk import desk_of, do
from tests.home.reading import soup, words
from tests.site.test_words_of_readers import everything_stored

pytestmark = pytest.mark.django_db
Send = Callable[..., str]
Fill = Callable[..., dict[str, str]]
CANARY = "kanarievogel"
TYPED = {
    "name": f"{CANARY}naam",
    "email": f"{CANARY}@voorbeeld.example",
    "organisation": f"Dienst {CANARY}",
    "differently": f"{CANARY} deed iets anders",
    "side_effects": f"{CANARY} merkte iets",
    "source": f"{CANARY}bron",
    "tip": f"{CANARY}tip",
    "gezien": "een e-mailadres",
}


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """It makes no difference here which one."""
    return embedded


def only() -> CaseContribution:
    return CaseContribution.objects.get()


def test_what_is_not_confirmed_goes_after_a_week(reader: Client, method: MethodPage, too: Fill, later: Later) -> None:
    reader.post(address_of(method), too())
    later(days=6)
    assert retention.forget(CaseContribution) == 0
    later(days=2)
    assert retention.forget(CaseContribution)
    assert not CaseContribution.objects.exists() and not Contributor.objects.exists() and not Consent.objects.exists()


def test_what_is_open_stays_and_what_is_not_placed_goes_after_ninety_days(
    sent: Send, publisher: Client, later: Later
) -> None:
    sent()
    later(days=300)
    retention.forget(CaseContribution)
    row = only()
    publisher.force_login(User.objects.latest("pk"))  # a session does not last that long
    do(publisher, row, "refuse", reason="Nee.")
    later(days=89)
    retention.forget(CaseContribution)
    assert only().person is not None
    later(days=2)
    retention.forget(CaseContribution)
    assert not CaseContribution.objects.exists() and not Contributor.objects.exists()


def place(writer: Client) -> CasePage:
    do(writer, only(), "draft")
    case = CasePage.objects.get(live=False)
    case.get_latest_revision().publish()
    return CasePage.objects.get(pk=case.pk)


def test_what_is_placed_stays_without_the_person(sent: Send, writer: Client, later: Later) -> None:
    sent()
    case = place(writer)
    later(days=91)
    retention.forget(CaseContribution)
    assert only().person is None and not Contributor.objects.exists()
    assert CasePage.objects.filter(pk=case.pk, live=True).exists()


def test_after_a_year_somebody_is_asked_once(sent: Send, writer: Client, later: Later) -> None:
    sent(ask_later="on")
    place(writer)
    later(days=364)
    retention.forget(CaseContribution)
    assert reminders.send_due() == 0
    later(days=2)
    assert [reminders.send_due(), reminders.send_due()] == [1, 0]
    assert "stop-jaar" in rendering.text(newest("year"))
    later(days=31)
    retention.forget(CaseContribution)
    assert not Contributor.objects.exists()


def test_colleagues_may_ask_as_long_as_it_is_confirmed_each_year(
    sent: Send, reader: Client, writer: Client, later: Later
) -> None:
    sent(take_questions="on")
    place(writer)
    for _ in range(2):
        later(days=340)
        retention.forget(CaseContribution)
        assert reminders.send_due() == 1
        reader.post(address_in("still"), {"ja": "1"})
    assert only().person.consents.get().purpose == "vragen"
    case = CasePage.objects.get(pk=only().page_id)
    case.unpublish()
    reminders.send_due()
    assert only().person is None


def test_one_purpose_is_stopped_with_a_button(sent: Send, reader: Client, writer: Client) -> None:
    status = sent(ask_later="on")
    assert reader.get(f"{status}stop-jaar/").status_code == 200
    assert only().person.consents.count() == 2
    reader.post(f"{status}stop-jaar/", {"ja": "1"})
    assert only().person.consents.count() == 1


def _take(reader: Client, writer: Client, publisher: Client, status: str, state: str) -> None:
    """Bring the newest contribution into this state."""
    row = CaseContribution.objects.latest("pk")
    if state == "ontwerp":
        do(writer, row, "draft")
        draft = CasePage.objects.get(live=False).get_latest_revision_as_object()
        draft.approach = f"<p>{CANARY} ontwerp</p>"
        draft.save_revision(clean=False)
    if state == "wacht":
        do(writer, row, "ask", question=f"{CANARY}vraag")
        reader.post(f"{status}vul-aan/", {"text": f"{CANARY}antwoord"})
    if state == "niet-geplaatst":
        do(publisher, row, "refuse", reason=f"{CANARY}reden")
    if state == "ingetrokken":
        reader.post(f"{status}intrekken/", {"ja": "1"})


STATES = ["onbevestigd", "open", "ontwerp", "wacht", "niet-geplaatst", "ingetrokken"]
PUBLIC = [
    "/",
    "/methoden/",
    "/praktijk/",
    f"/zoeken/?q={CANARY}",
    f"/zoeken/suggesties/?q={CANARY}",
    f"/zoeken/atom.xml?q={CANARY}",
    "/resultaten/",
    "/resultaten/atom.xml",
    "/resultaten/resultaten.csv",
    "/resultaten/resultaten.json",
    "/wijzigingen/",
    "/wijzigingen/atom.xml",
    "/correcties/",
    "/sitemap.xml",
    "/organisaties/",
    "/organisaties/atom.xml",
    "/onderzoek/",
    "/api/v1/praktijkvoorbeelden",
    "/api/v1/organisaties",
    f"/api/v1/zoeken?q={CANARY}",
    "/open-data/resultaten.csv",
    "/llms.txt",
    "/meedoen/",
    "/meedoen/bedankt/",
    "/meedoen/praktijkvoorbeeld/",
]


# Words that stand beside the canary, so that a page which repeats a question for it is no find.
BESIDE = (
    "deed iets anders",
    "merkte iets",
    f"{CANARY} ontwerp",
    *(f"{CANARY}{end}" for end in ("naam", "bron", "tip", "@")),
)


def _other_kinds(reader: Client, method: MethodPage) -> list[str]:
    """The status pages of what was brought by the other forms, confirmed."""
    person = {name: TYPED[name] for name in ("name", "email", "organisation", "gezien")} | {"licence": "on"}
    proposal = dict.fromkeys(("title", "gist", "why", "where_used"), f"{CANARY}tip")
    try_out = dict.fromkeys(("text", "start_value", "success"), f"{CANARY}tip")
    try_out |= {"method": str(method.number), "design": "before_after"}
    forms = {
        "/meedoen/praktijkvoorbeeld/": dict.fromkeys(("summary", "approach", "situation"), f"{CANARY}tip"),
        "/meedoen/methode/": proposal | {"steps": f"{CANARY}tip\n{CANARY}bron"},
        "/meedoen/hulp/": {"side": "biedt", "text": f"{CANARY}tip"},
        "/meedoen/probeersel/": try_out | {"measure_on": (timezone.localdate() + timedelta(days=9)).isoformat()},
    }
    statuses = []
    for path, typed in forms.items():
        token = soup(reader, path).select_one("input[name=token]")["value"]
        assert reader.post(path, person | typed | {"token": str(token)}).status_code == 303, path
        statuses.append(confirm_path())
        reader.post(statuses[-1], {"ja": "1"})
    return [status.removesuffix("bevestig/") for status in statuses]


def test_nothing_that_is_not_placed_is_found_and_nothing_is_left(
    reader: Client,
    method: MethodPage,
    sent: Send,
    writer: Client,
    publisher: Client,
    worker: Worker,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In every state at once, and of every kind: no page says it, and after deletion nothing holds it."""
    statuses = []
    with caplog.at_level(logging.DEBUG):
        for state in STATES:
            statuses.append(sent(**TYPED | {"tip": f"{CANARY}tip {state}"}, confirm=state != "onbevestigd"))
            _take(reader, writer, publisher, statuses[-1], state)
        statuses += _other_kinds(reader, method)
        worker.step()
        nothing_is_found(reader, method.url, address_of(method))
        for form in (writer, publisher):
            assert form.get(f"/beheer/pages/?q={CANARY}tip").status_code in (200, 302)
        for count, status in enumerate(statuses):
            assert OutgoingMail.objects.filter(to=TYPED["email"]).count() >= len(statuses) - count
            reader.post(f"{status}verwijderen/", {"ja": "1"})
        worker.step()
    nothing_is_left(CANARY)
    assert CANARY not in caplog.text.lower()


def nothing_is_found(reader: Client, *also: str) -> None:
    for address in (*PUBLIC, *also):
        found = reader.get(address)
        assert found.status_code in (200, 404), address
        body = b"".join(found.streaming_content) if found.streaming else found.content
        said = body.decode().replace(f"q={CANARY}", "").lower()
        assert [words for words in BESIDE if words in said] == [], address
        assert "zoeken" in address or CANARY not in said, address


def nothing_is_left(word: str) -> None:
    assert [place for place, text in everything_stored() if word in text.lower()] == []
    files = [path for path in Path(django_settings.DATA_DIR).rglob("*") if path.is_file() and "sqlite" not in path.name]
    assert [path.name for path in files if word.encode() in path.read_bytes()] == []


def test_of_what_is_placed_nothing_of_the_person_is_left(
    reader: Client, sent: Send, writer: Client, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """The page stays, the address and the name of who sent it are in no table, file or log, and never were public."""
    with caplog.at_level(logging.DEBUG):
        status = sent(name=f"{CANARY}naam", email=f"{CANARY}@voorbeeld.example", take_questions="on", ask_later="on")
        case = place(writer)
        jobs.one_turn()
        worker.step()
        for address in (case.url, "/praktijk/", "/organisaties/", "/api/v1/praktijkvoorbeelden"):
            assert CANARY not in reader.get(address).content.decode().lower(), address
        reader.post(f"{status}verwijderen/", {"ja": "1"})
        jobs.one_turn()
    nothing_is_left(CANARY)
    assert CANARY not in caplog.text.lower()
    assert reader.get(case.url).status_code == 200


def test_half_a_period_is_refused(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    for text in ("praktijkvoorbeeld=180", "praktijkvoorbeeld", "=180 Archiefwet", "praktijkvoorbeeld=0 Archiefwet"):
        monkeypatch.setenv("CONTRIBUTION_PERIODS", text)
        environment = Environment()
        environment.periods("CONTRIBUTION_PERIODS")
        with pytest.raises(ImproperlyConfigured, match="CONTRIBUTION_PERIODS"):
            environment.refuse_if_incomplete()
    monkeypatch.setenv("CONTRIBUTION_PERIODS", "praktijkvoorbeeld=180 Selectielijst; methode=30 Archiefwet 1995")
    found = Environment().periods("CONTRIBUTION_PERIODS")
    assert found == {"praktijkvoorbeeld": (180, "Selectielijst"), "methode": (30, "Archiefwet 1995")}
    settings.CONTRIBUTION_PERIODS = {"onzin": (1, "x")}
    assert [each.id for each in checks.periods_are_of_kinds()] == ["contributions.E001"]


def test_an_operators_period_holds(sent: Send, publisher: Client, settings: Any) -> None:
    settings.CONTRIBUTION_PERIODS = {"praktijkvoorbeeld": (200, "Selectielijst")}
    sent()
    do(publisher, only(), "refuse", reason="Nee.")
    ends = only().person.consents.get().ends_at
    assert (ends - only().handled_at).days == 200


def test_the_privacy_page_says_it() -> None:
    said = [each.until for each in DECLARED if each.what == "Een praktijkvoorbeeld dat je instuurt"]
    assert said and "90 dagen" in said[0] and "7 dagen" in said[0] and "13 maanden" in said[0]


def test_how_long_it_takes_is_said_from_five_on(sent: Send, later: Later) -> None:
    assert days_to_answer() is None
    for _ in range(5):
        row = CaseContribution.objects.create(status="geplaatst")
        CaseContribution.objects.filter(pk=row.pk).update(handled_at=later(days=1))
    assert days_to_answer() == 1


_MAILS = Path(__file__).parents[2] / "templates" / "mail"


def test_every_letter_has_a_preview_for_editors(writer: Client, reader: Client) -> None:
    page = soup(writer, "/beheer/bijdragen/mails/")
    links = [str(link["href"]) for link in page.select("a[href^='/beheer/bijdragen/mails/']") if "Bekijk" in link.text]
    written = [*_MAILS.glob("contributions/*.subject.txt"), *_MAILS.glob("reading/*.subject.txt")]
    written += _MAILS.glob("relay_*.subject.txt")
    assert len(links) == len(written) > 7
    for link in links:
        letter = soup(writer, link)
        assert "Optimaal Digitaal" in words(letter) and letter.h1
        assert reader.get(link).status_code == 302
    assert "{{" not in words(page)


def test_the_desk_gives_the_whole_dossier(sent: Send, writer: Client) -> None:
    sent()
    dossier = writer.get(f"{desk_of(only())}dossier.json").json()
    assert dossier["persoon"]["e-mailadres"] == "truus@boomdorp.example"
    assert {each["doel"] for each in dossier["toestemmingen"]} == {"We behandelen je inzending"}
