"""The plan at its address, its files, the letter that asks how it went, and what is gone after a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import path
from django.utils import timezone
from django.views.generic import View

from config import urls as site_urls
from core.mail import rendering
from core.mail.models import OutgoingMail
from core.secret_addresses import addresses
from core.secret_addresses.models import SecretAddress
from methods.models import MethodPage
from tests.calendars import judged
from tests.clock import Later
from tests.factories.pages import make_method
from tests.factories.vocabulary import IndicatorFactory
from tests.reader_forms import ReaderClient
from tests.site.test_words_of_readers import everything_stored
from tests.workshop.session_site import card, joined, make_session
from tests.workshop.test_session import text
from workshop.plan.asking import how_it_went
from workshop.plan.models import PlanAction
from workshop.plan.reminders import remind
from workshop.session import counts, making
from workshop.session.models import Card, Choice, LateChoice, Participant, TeamCount, Workshop
from workshop.session.retention import forget
from workshop.session.rounds import Round

pytestmark = pytest.mark.django_db
CANARY = "kanariekwinkeleer"


@pytest.fixture
def reader() -> ReaderClient:
    return ReaderClient()


@pytest.fixture
def plan() -> tuple[Workshop, str, PlanAction]:
    """A session with one action, and the address of its plan."""
    workshop, _ = make_session(round=Round.END)
    action = PlanAction.objects.create(
        workshop=workshop,
        what="=Brief; herschrijven",
        owner="Eva",
        due="2027-02-01",
        card=card(workshop),
        figure="bellen",
    )
    return workshop, addresses.make(making.PLAN, workshop.pk), action


def test_who_has_the_address_brings_it_up_to_date(reader: ReaderClient, plan: tuple[Any, str, Any]) -> None:
    _, address, action = plan
    seen = {"doe": "actie", "actie": action.pk, "versie": 1, "what": "Brief herschrijven"}
    refused = reader.post(address, {**seen, "state": "vervallen"})
    assert refused.status_code == 400
    assert "Schrijf op waarom het niet doorgaat." in text(refused)
    assert reader.post(address, {**seen, "state": "vervallen", "reason": "Geen geld"}).status_code == 303
    assert "Gaat niet door: Geen geld" in text(reader.get(address))
    assert reader.post(address, {**seen, "state": "gedaan"}).status_code == 409, "of an older version"
    assert reader.post(address, {**seen, "versie": 2, "state": "gedaan"}).status_code == 303
    assert "Acties: 1 van 1 gedaan" in text(reader.get(address))
    assert reader.post(address, {"doe": "actie", "what": ""}).status_code == 400
    assert reader.get(f"{address}iets/").status_code == 404


def test_the_sheet_and_the_calendar_say_the_same(reader: ReaderClient, plan: tuple[Any, str, Any]) -> None:
    _, address, action = plan
    sheet = reader.get(f"{address}plan.csv").content.decode("utf-8-sig")
    head, row = sheet.splitlines()
    assert head.startswith("actie;wie;kaart;klaar_op")
    assert row.startswith('"\'=Brief; herschrijven";Eva;Kaart 1;2027-02-01;bellen;Te doen')
    [event] = judged(reader.get(f"{address}plan.ics").content)
    assert (str(event["SUMMARY"]), event.start) == ("=Brief; herschrijven (Eva)", date(2027, 2, 1))
    PlanAction.objects.filter(pk=action.pk).update(state="vervallen", version=2)
    [gone] = judged(reader.get(f"{address}plan.ics").content)
    assert (gone.uid, gone["STATUS"], gone["SEQUENCE"]) == (event.uid, "CANCELLED", 2)


def test_hoe_ging_het_opens_the_form_only_when_there_is_one(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    method = Card(kind="methode", number=31, title="Herinnering")
    form = path("meedoen/wij-deden-dit-ook/", View.as_view(), name="did_this_too")
    without = [each for each in site_urls.urlpatterns if "contributions" not in str(getattr(each, "urlconf_name", ""))]
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": without, "__name__": "without"})
    assert how_it_went(method) == ""
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": [form], "__name__": "with"})
    assert how_it_went(method) == "/meedoen/wij-deden-dit-ook/?methode=31"
    assert how_it_went(Card(kind="", number=None, title="Eigen")) == how_it_went(None) == ""


def test_the_form_begins_with_what_the_plan_says_and_no_word_stands_in_an_address(reader: ReaderClient) -> None:
    IndicatorFactory(label="telefoontjes per week", slug="telefoontjes")
    method = make_method(title="Stuur een herinnering")
    path = making.make(
        "Bellen", "", None, [], [("methode", method.number, method.title, "/m/1")], organisation="Gemeente Weert"
    )
    workshop = Workshop.objects.get()
    said = {"what": f"Wij stuurden {CANARY}", "figure": "Telefoontjes  per week", "card": card(workshop)}
    action = PlanAction.objects.create(workshop=workshop, **said)
    plan = f"{path}plan/"
    asked = f"{plan}hoe-ging-het/{action.pk}/"
    assert f'href="{asked}"' in reader.get(plan).content.decode()
    page = BeautifulSoup(reader.get(asked).content, "html.parser").select_one("main form")
    assert page["action"] == f"/meedoen/wij-deden-dit-ook/?methode={method.number}"
    filled = reader.post(page["action"], {field["name"]: field["value"] for field in page.select("input")})
    form = BeautifulSoup(filled.content, "html.parser").select_one("form.od-contribute")
    assert (filled.status_code, form.select(".utrecht-form-field-error-message")) == (200, [])
    assert form.select_one("[name=organisation]")["value"] == "Gemeente Weert"
    assert form.select_one("[name=indicator] option[selected]")["value"] == "telefoontjes"
    text_in_it = form.select_one("[name=differently]").text
    assert CANARY in text_in_it and "Dit cijfer bekeken we eerst: Telefoontjes" in text_in_it
    assert form.select_one("[name=token]")["value"]
    assert {
        reader.get(f"{plan}hoe-ging-het/{key}/").status_code for key in ("", "0", "x", "9" * 30, action.pk + 1)
    } == {404}


def ask(reader: ReaderClient, lead: str, day: Any, email: str = "eva@voorbeeld.nl") -> Any:
    return reader.post(lead, {"doe": "mail", "email": email, "remind_on": day.isoformat()})


def letters(template: str) -> list[str]:
    rows = OutgoingMail.objects.filter(template=template).order_by("pk")
    return [rendering.subject(row) + "\n" + rendering.text(row) for row in rows]


def link(letter: str) -> str:
    return next(word for word in letter.split() if "/s/" in word).partition("/s/")[2].join(("/s/", ""))


def test_one_letter_asks_how_it_went_after_the_address_is_confirmed(reader: ReaderClient, later: Later) -> None:
    workshop, lead = make_session(round=Round.END, title=CANARY)
    Card.objects.filter(pk=card(workshop).pk).update(kind="methode", number=31)
    PlanAction.objects.create(workshop=workshop, what=CANARY, card=card(workshop))
    PlanAction.objects.create(workshop=workshop, what=CANARY, card=card(workshop, 2))
    day = timezone.localdate() + timedelta(days=90)
    assert ask(reader, lead, timezone.localdate()).status_code == 400
    assert reader.post(lead, {"doe": "mail", "email": "eva"}).status_code == 400
    assert ask(reader, lead, day).status_code == 303
    [letter] = letters("workshop_confirm")
    assert reader.get(link(letter)).status_code == 200
    later(days=1)
    assert Workshop.objects.get().email_confirmed_at is None, "a followed link confirms nothing"
    reader.post(link(letter), {"ja": "1"})
    assert Workshop.objects.get().email_confirmed_at is not None
    assert remind() == 0
    later(days=90)
    assert (remind(), remind()) == (1, 0)
    [reminder] = letters("workshop_reminder")
    assert CANARY not in reminder + letter
    assert CANARY in text(reader.get(link(reminder)))
    assert "Hoe ging het met methode 31?" in reminder
    [asked] = [word for word in reminder.split() if "hoe-ging-het" in word]
    assert CANARY in text(reader.get(urlsplit(asked).path))
    reader.post(lead, {"doe": "geen-mail"})
    assert Workshop.objects.get().email == ""


def test_an_address_that_is_not_confirmed_goes_after_a_week(reader: ReaderClient, later: Later) -> None:
    _, lead = make_session()
    ask(reader, lead, timezone.localdate() + timedelta(days=90))
    [letter] = letters("workshop_confirm")
    ask(reader, lead, timezone.localdate() + timedelta(days=90), "ali@voorbeeld.nl")
    assert reader.get(link(letter)).status_code == 404, "the letter to the former address confirms nothing"
    later(days=8)
    forget()
    assert Workshop.objects.get().email == ""


def test_nobody_has_many_letters_sent(reader: ReaderClient) -> None:
    _, lead = make_session()
    day = timezone.localdate() + timedelta(days=9)
    answers = [ask(reader, lead, day, f"a{place}@voorbeeld.nl").status_code for place in range(7)]
    assert answers == [303] * 5 + [429] * 2
    assert OutgoingMail.objects.count() == 5


def test_after_a_year_only_counts_are_left(reader: ReaderClient, later: Later) -> None:
    workshop, lead = make_session(round=Round.END)
    person, own = joined(workshop, "Eva")
    LateChoice.objects.create(participant=person, card=card(workshop), round=Round.SORT, values={"stapel": "meer"})
    TeamCount.objects.create(number=31, teams=7)
    Workshop.objects.update(email="eva@voorbeeld.nl", email_confirmed_at=timezone.now())
    later(days=336)
    forget()
    forget()
    [told] = letters("workshop_ends")
    assert reader.get(link(told)).status_code == 200
    reader.post(link(told), {"doe": "actie", "what": "We gaan door"})
    later(days=30)
    forget()
    assert Workshop.objects.exists(), "used again, so it stays another year"
    later(days=336)
    assert forget() >= 1
    for model in (Workshop, Card, Participant, Choice, LateChoice, PlanAction):
        assert not model.objects.exists()
    assert not SecretAddress.objects.filter(kind__startswith="werksessie").exists()
    assert reader.get(lead).status_code == reader.get(own).status_code == 404
    assert TeamCount.objects.get().teams == 7


def test_counts_are_shown_in_fives_and_renewed_by_the_week() -> None:
    TeamCount.objects.create(number=31, teams=4)
    TeamCount.objects.create(number=18, teams=13)
    assert counts.renew() == 1
    assert counts.renew() == 0
    labels = [[each.label for each in counts.team_actions(MethodPage(number=number))] for number in (31, 18, 7)]
    assert labels == [[], ["Door 10 teams gekozen in een werksessie"], []]


def test_words_of_a_session_are_found_nowhere(reader: ReaderClient, caplog: pytest.LogCaptureFixture) -> None:
    workshop, lead = make_session(round=Round.ACTIONS, title=CANARY, goal=CANARY)
    _, own = joined(workshop, CANARY)
    reader.post(lead, {"doe": "kaarten", "own": CANARY})
    reader.post(own, {"doe": "actie", "what": CANARY, "owner": CANARY, "figure": CANARY})
    reader.post(own, {"doe": "actie", "what": CANARY * 40})
    reader.post(own, {"doe": "sorteren", "stapel": CANARY})
    reader.post(own, {"doe": "sorteren", "stapel": "meer", "kaart": workshop.cards.latest("pk").pk, "x": CANARY})
    reader.post(lead, {"doe": "gegevens", "title": CANARY, "organisation": CANARY})
    assert reader.post(own, "{" + CANARY, content_type="application/json").status_code == 415
    for address in ("/sitemap.xml", "/robots.txt", "/werksessie/", "/w/", "/w/CCCCCCCC"):
        assert CANARY not in Client().get(address).content.decode()
    assert CANARY not in "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert {table for table, row in everything_stored() if CANARY in row} <= {
        *("workshop_workshop", "workshop_card", "workshop_participant", "workshop_planaction")
    }
    for model in (Workshop, LateChoice, Card, Participant, PlanAction):
        assert not [row for row in model._default_manager.all() if CANARY in str(row)]
