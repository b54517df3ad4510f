"""‘Binnengekomen’: one list of whatever readers sent in, for who may deal with it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import CorrectionReport
from core.models import User
from editorial.setup.roles import PUBLISHER
from feedback.models import ReaderQuestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("eva", password="een-lang-wachtwoord")


@pytest.fixture
def editor(client: Client, user: User) -> Client:
    user.groups.add(Group.objects.get(name=PUBLISHER))
    client.force_login(user)
    return client


def ask(text: str, days: int = 0, status: str = "open") -> ReaderQuestion:
    row = ReaderQuestion.objects.create(text=text, status=status)
    ReaderQuestion.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days))
    return row


def report(text: str, days: int = 0, status: str = "open") -> CorrectionReport:
    row = CorrectionReport.objects.create(result_uuid=uuid4(), about="cijfer", text=text, status=status)
    CorrectionReport.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days))
    return row


def listed(client: Client, question: str = "", page: str = "inbox") -> list[str]:
    """The address that each row leads to, in order."""
    found = BeautifulSoup(client.get(f"{reverse(page)}?{question}").content, "html.parser")
    links = [row.select_one("td.title a") for row in found.select("table.listing tbody tr")]
    return [str(link["href"]) for link in links if link]


def address(row: ReaderQuestion | CorrectionReport) -> str:
    name = "vragen" if isinstance(row, ReaderQuestion) else "meldingen"
    return reverse(f"{name}:edit", args=[row.pk])


def test_every_kind_stands_in_it_open_first_then_newest(editor: Client) -> None:
    handled = ask("Dit is al beantwoord.", status="beantwoord")
    old, middle, new = report("Oude melding.", 3), ask("Een vraag.", 2), report("Nieuwe melding.", 1)
    assert listed(editor) == [address(row) for row in (new, middle, old, handled)]
    text = editor.get(reverse("inbox")).content.decode()
    for shown in ("Een vraag.", f"Melding {new.pk}", f"Vraag {middle.pk}", "Vraag van een lezer", "Beantwoord"):
        assert shown in text


def test_it_is_filtered_by_kind_and_state(editor: Client) -> None:
    question, handled, fault = ask("Een vraag."), ask("Klaar.", status="gesloten"), report("Een melding.")
    assert listed(editor, "kind=cases.correctionreport") == [address(fault)]
    assert listed(editor, "status=gesloten", "inbox_results") == [address(handled)]
    assert listed(editor, "kind=search.readerquestion&status=open") == [address(question)]
    assert listed(editor, "kind=search.readerquestion&status=beantwoord") == []
    assert len(listed(editor, "kind=onzin&p=99")) == 3


def test_more_than_a_page(editor: Client) -> None:
    for number in range(60):
        (ask if number % 2 else report)(f"Bericht {number}.", number)
    assert [len(listed(editor, f"p={page}")) for page in (1, 2)] == [50, 10]


def test_who_may_deal_with_one_kind_sees_only_that(client: Client, user: User) -> None:
    question, _ = ask("Een vraag."), report("Een melding.")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("inbox")).status_code == 302
    assert reverse("inbox") not in client.get("/beheer/").content.decode()
    user.user_permissions.add(Permission.objects.get(codename="change_readerquestion"))
    assert listed(client) == [address(question)]


def test_the_menu_has_one_list_and_the_others_keep_their_address(editor: Client) -> None:
    menu = editor.get("/beheer/").content.decode()
    assert reverse("inbox") in menu
    assert f'"{reverse("vragen:index")}"' not in menu
    for name in ("vragen:index", "meldingen:index"):
        assert editor.get(reverse(name)).status_code == 200
