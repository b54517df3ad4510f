"""‘Vraag het de redactie’: without account, cookie or puzzle, and nothing of it is public."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.models import User
from core.submissions import guard, views
from core.submissions.guard import HONEYPOT, Objection
from core.submissions.models import forget_handled
from editorial.setup.roles import PUBLISHER
from feedback.models import ReaderQuestion
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient, words_of

pytestmark = pytest.mark.django_db
ADDRESS = "/vraag-de-redactie/"
TEXT = "Hoe vraag ik dit aan voor iemand anders?"


def said(objection: Objection) -> str:
    return words_of(objection, "vraag", "vragen")


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """It makes no difference here which one."""
    return embedded


@pytest.fixture
def client() -> Client:
    return ReaderClient()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


def filled(client: Client, **fields: str) -> dict[str, str]:
    token = soup(client, ADDRESS).select_one("input[name=token]")["value"]
    return {"token": str(token), "text": TEXT, "asked": "machtigen", "email": "", **fields}


def test_every_result_page_leads_there_with_the_question(worker: Worker, client: Client) -> None:
    make_method(title="Een rustige balie")
    worker.step()
    for question in ("balie", "kleurpotlood & co"):
        link = soup(client, f"/zoeken/?q={question.replace('&', '%26')}").select_one("#inhoud a[href^='/vraag-de-']")
        assert "Vraag het de redactie" in link.text
        form = soup(client, link["href"])
        assert form.select_one("input[name=asked]")["value"] == question
        assert not client.cookies


def test_a_question_reaches_the_editors(client: Client, patient: None) -> None:
    response = client.post(ADDRESS, filled(client, email="lezer@voorbeeld.nl"))
    assert (response.status_code, response["Location"]) == (303, "/vraag-de-redactie/bedankt/")
    assert not client.cookies
    assert "De redactie heeft je vraag." in words(soup(client, response["Location"]).main)
    kept = ReaderQuestion.objects.get()
    assert (kept.text, kept.asked, kept.email, kept.status) == (TEXT, "machtigen", "lezer@voorbeeld.nl", "open")
    client.post(ADDRESS, filled(client, email="lezer@voorbeeld.nl"))
    assert ReaderQuestion.objects.count() == 1, "a second press on the button"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": ""}, "Schrijf op wat je wilt weten."),
        ({"text": "kort"}, "minstens 10 tekens"),
        ({"text": "x" * 2001}, "hooguit 2.000 tekens"),
        ({"asked": "x" * 301}, "hooguit 300 tekens"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({HONEYPOT: "https://spam.example"}, said(Objection.TRAPPED)),
        ({"token": ""}, said(Objection.TOO_LATE)),
        ({"token": "verzonnen:1abc:xyz"}, said(Objection.TOO_LATE)),
    ],
)
def test_a_refusal_is_dutch_and_loses_nothing(
    client: Client, patient: None, fields: dict[str, str], refusal: str
) -> None:
    sent = filled(client, **fields)
    response = client.post(ADDRESS, sent)
    assert (response.status_code, ReaderQuestion.objects.count()) == (400, 0)
    page = BeautifulSoup(response.content, "html.parser")
    assert refusal in words(page.main)
    assert page.select_one("textarea").get_text().removeprefix("\n") == sent["text"]
    assert page.select_one("input[name=asked]")["value"] == sent["asked"]


def test_who_is_too_quick_or_comes_from_elsewhere_is_asked_again(client: Client) -> None:
    sent = filled(client)
    assert said(Objection.TOO_SOON) in client.post(ADDRESS, sent).content.decode()
    elsewhere = client.post(ADDRESS, sent, headers={"origin": "https://elders.example"})
    assert said(Objection.ELSEWHERE) in elsewhere.content.decode()
    assert not ReaderQuestion.objects.exists()


def test_no_more_than_editors_can_read(client: Client, patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_IN_ALL", 5)
    for number in range(5):
        client.post(ADDRESS, filled(client, text=f"{TEXT} {number}"))
    response = client.post(ADDRESS, filled(client))
    assert response.status_code == 429
    assert said(Objection.BUSY) in response.content.decode()
    assert TEXT in response.content.decode()


def test_the_mail_says_where_to_read_it_and_nothing_of_it(client: Client, patient: None, settings: Any) -> None:
    settings.EDITORS_EMAIL = "redactie@example.nl"
    client.post(ADDRESS, filled(client, email="lezer@voorbeeld.nl"))
    assert send_due() == 1
    [message] = mail.outbox
    assert message.to == ["redactie@example.nl"]
    assert f"https://www.example.nl{reverse('inbox')}" in message.body
    for private in (TEXT, "machtigen", "lezer@voorbeeld.nl"):
        assert private not in str(message.message())


def test_without_an_address_or_with_broken_mail_it_is_kept_and_no_word_is_logged(
    client: Client, patient: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.post(ADDRESS, filled(client))
    assert not OutgoingMail.objects.exists()
    settings.EDITORS_EMAIL, settings.EMAIL_BACKEND = "redactie@example.nl", "tests.feedback.broken_mail.Backend"
    response = client.post(ADDRESS, filled(client, text=f"{TEXT} Nog een.", email="lezer@voorbeeld.nl"))
    assert (response.status_code, ReaderQuestion.objects.count()) == (303, 2)
    assert send_due() == 0
    assert OutgoingMail.objects.get().state == "wacht"
    assert "not sent: ConnectionRefusedError" in caplog.text
    assert "lezer@" not in caplog.text
    assert "iemand anders" not in caplog.text


def test_an_address_and_what_was_dealt_with_are_forgotten() -> None:
    now = timezone.now()
    for status, days in (("open", 91), ("open", 89), ("beantwoord", 1), ("gesloten", 366)):
        row = ReaderQuestion.objects.create(text=TEXT, email="lezer@voorbeeld.nl", status=status)
        past = now - timedelta(days=days)
        ReaderQuestion.objects.filter(pk=row.pk).update(created_at=past, handled_at=None if status == "open" else past)
    assert forget_handled(ReaderQuestion) == 3
    assert sorted(ReaderQuestion.objects.values_list("status", "email")) == [
        ("beantwoord", ""),
        ("open", ""),
        ("open", "lezer@voorbeeld.nl"),
    ]


def test_editors_read_and_answer_and_the_address_goes(client: Client) -> None:
    row = ReaderQuestion.objects.create(text=TEXT, asked="machtigen", email="lezer@voorbeeld.nl")
    user = User.objects.create_user("eva", password="een-lang-wachtwoord")
    edit = reverse("vragen:edit", args=[row.pk])
    client.force_login(user)
    assert client.get(edit).status_code == 302
    user.groups.add(Group.objects.get(name=PUBLISHER))
    assert TEXT in client.get(reverse("vragen:index")).content.decode()
    page = client.get(edit).content.decode()
    assert "lezer@voorbeeld.nl" in page
    assert "/zoeken/?q=machtigen" in page
    assert client.post(edit, {"status": "beantwoord", "answer": ""}).status_code == 200
    assert client.post(edit, {"status": "beantwoord", "answer": "Gemaild.", "text": "Anders"}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.email, row.answer, row.handled_by) == (TEXT, "", "Gemaild.", user)
