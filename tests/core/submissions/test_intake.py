"""What is new is kept, the same thing is kept once, and nothing typed is lost on the way."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.mail.models import OutgoingMail
from core.models import User
from core.submissions import guard, intake, views
from core.submissions.guard import Objection
from core.submissions.intake import Outcome
from feedback.models import ReaderQuestion
from tests.reader_forms import ReaderClient, words_of

pytestmark = pytest.mark.django_db
ADDRESS = "/vraag-de-redactie/"
TEXT = "Hoe vraag ik dit aan voor iemand anders?"


@pytest.fixture
def client() -> Client:
    return ReaderClient()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


def filled(client: Client, **fields: str) -> dict[str, str]:
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    return {"token": token_of(page), "text": TEXT, "asked": "", "email": "", **fields}


def token_of(page: BeautifulSoup) -> str:
    return str(page.select_one("input[name=token]")["value"])  # type: ignore[index]


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_an_address_that_was_added_after_sending_is_not_dropped(client: Client) -> None:
    sent = filled(client)
    assert client.post(ADDRESS, sent).status_code == 303
    more = {**sent, "email": "lezer@voorbeeld.nl"}
    answer = client.post(ADDRESS, more)
    page = read(answer)
    assert answer.status_code == 400
    assert words_of(Objection.USED, "vraag", "vragen") in page.get_text()
    assert page.select_one("input[name=email]")["value"] == "lezer@voorbeeld.nl"  # type: ignore[index]
    assert token_of(page) != sent["token"]
    assert client.post(ADDRESS, {**more, "token": token_of(page)}).status_code == 303
    assert sorted(ReaderQuestion.objects.values_list("email", flat=True)) == ["", "lezer@voorbeeld.nl"]


def test_a_token_counts_once_however_often_it_is_used(client: Client) -> None:
    sent = filled(client)
    for number in range(5):
        client.post(ADDRESS, {**sent, "text": f"{TEXT} {number}"})
    assert ReaderQuestion.objects.count() == 1


def test_the_same_thing_twice_is_one_row_and_the_same_answer(client: Client) -> None:
    sent = filled(client)
    for fields in (sent, sent, filled(client), filled(client)):
        assert client.post(ADDRESS, fields).status_code == 303
    assert ReaderQuestion.objects.count() == 1


def test_the_same_question_after_it_was_dealt_with_is_new(client: Client) -> None:
    client.post(ADDRESS, filled(client))
    editor = Client()
    editor.force_login(User.objects.create_superuser("eva", "", "een-lang-wachtwoord"))
    edit = reverse("vragen:edit", args=[ReaderQuestion.objects.get().pk])
    for status in ("gesloten", "open"):
        assert editor.post(edit, {"status": status, "answer": ""}).status_code == 302
    assert client.post(ADDRESS, filled(client)).status_code == 303
    assert ReaderQuestion.objects.count() == 2


def test_the_check_and_the_making_are_one_step() -> None:
    """Each of the two found nothing when it looked; the database decides."""
    first, same, other = (ReaderQuestion(text=text) for text in (TEXT, TEXT, f"{TEXT} Nog iets."))
    for row in (first, same, other):
        intake.mark(row, "vraag", {"text": row.text}, "token")
        assert intake.outcome(row) is Outcome.NEW
    assert [intake.keep(row) for row in (first, same, other)] == [Outcome.NEW, Outcome.KNOWN, Outcome.USED]
    assert ReaderQuestion.objects.count() == 1


@pytest.mark.only_postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only: several writers at once")
@pytest.mark.django_db(transaction=True)
def test_four_at_once_are_one(settings: Any) -> None:
    settings.EDITORS_EMAIL = "redactie@example.nl"
    sent = filled(ReaderClient())
    gate, answers = threading.Barrier(4), []

    def send() -> None:
        try:
            gate.wait()
            answers.append(ReaderClient().post(ADDRESS, sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert ReaderQuestion.objects.count() == 1
    assert list(OutgoingMail.objects.values_list("count", flat=True)) == [1]


def test_a_form_that_stood_open_too_long_gives_everything_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = filled(client, asked="machtigen", email="lezer@voorbeeld.nl")
    monkeypatch.setattr(guard, "LATEST", -1)
    page = read(client.post(ADDRESS, sent))
    monkeypatch.undo()
    monkeypatch.setattr(guard, "SOONEST", -1)
    again = {field["name"]: field.get("value", "") for field in page.select("main form input")}
    again["text"] = page.select_one("textarea").get_text().removeprefix("\n")  # type: ignore[union-attr]
    assert {name: again[name] for name in ("text", "asked", "email")} == {
        name: sent[name] for name in ("text", "asked", "email")
    }
    assert client.post(ADDRESS, again).status_code == 303


def test_a_personal_detail_is_pointed_out_and_sent_after_all(client: Client) -> None:
    sent = filled(client, text=f"{TEXT} Bel me op 06 12345678.", email="lezer@voorbeeld.nl")
    answer = client.post(ADDRESS, sent)
    page = read(answer)
    assert (answer.status_code, ReaderQuestion.objects.count()) == (200, 0)
    assert "een BSN of een ander lang nummer" in page.select_one("[data-personal-details]").get_text()  # type: ignore[union-attr]
    assert page.select_one("textarea").get_text().removeprefix("\n") == sent["text"]  # type: ignore[union-attr]
    button: Any = page.select_one(f"button[name={views.SEEN}]")
    assert "Toch versturen" in button.get_text()
    again = {**sent, "token": token_of(page), views.SEEN: button["value"]}
    other = client.post(ADDRESS, {**again, "text": f"{sent['text']} Of mail jan@voorbeeld.nl."})
    assert "een e-mailadres" in read(other).select_one("[data-personal-details]").get_text()  # type: ignore[union-attr]
    assert client.post(ADDRESS, again).status_code == 303
    assert ReaderQuestion.objects.get().text == sent["text"]


def test_one_network_does_not_shut_the_form_for_others(client: Client) -> None:
    for number in range(views.MOST_OF_A_NETWORK + 20):
        client.post(ADDRESS, filled(client, text=f"{TEXT} {number}"), REMOTE_ADDR="192.0.2.7")
    assert ReaderQuestion.objects.count() == views.MOST_OF_A_NETWORK
    refused = client.post(ADDRESS, filled(client), REMOTE_ADDR="192.0.2.8")
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert TEXT in refused.content.decode()
    assert client.post(ADDRESS, filled(client), REMOTE_ADDR="198.51.100.7").status_code == 303


def test_what_was_sent_before_is_answered_also_when_it_is_busy(client: Client) -> None:
    sent = filled(client)
    client.post(ADDRESS, sent)
    for number in range(views.MOST_OF_A_NETWORK):
        client.post(ADDRESS, filled(client, text=f"{TEXT} {number}"))
    assert client.post(ADDRESS, sent).status_code == 303


def test_files_and_long_bodies_are_not_read(client: Client) -> None:
    refused = Client().post(ADDRESS, filled(client))
    assert refused.status_code == 415
    assert "Dit formulier kunnen we niet lezen" in refused.content.decode()
    answer = client.post(ADDRESS, filled(client, text="x" * 70_000))
    assert answer.status_code == 413
    assert "wat je schreef, staat er nog" in answer.content.decode()


def test_many_messages_make_one_mail(client: Client, settings: Any) -> None:
    settings.EDITORS_EMAIL = "redactie@example.nl"
    for number in range(4):
        client.post(ADDRESS, filled(client, text=f"{TEXT} {number}"))
    letter = OutgoingMail.objects.get()
    assert (letter.template, letter.to, letter.count) == ("submissions", "redactie@example.nl", 4)
    assert letter.context == {"inbox": f"https://www.example.nl{reverse('inbox')}"}
