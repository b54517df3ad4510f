"""What a reader wrote is gone once it is deleted: no log, session or message of the admin holds a word of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cases.models import CorrectionReport
from core.models import User
from core.submissions.models import Submission, forget_handled
from editorial.setup.roles import PUBLISHER
from feedback.models import ReaderQuestion
from tests.clock import Later
from tests.factories.pages import make_case

pytestmark = pytest.mark.django_db
WORDS = ("kanariepersoon", "kanariebron", "kanarie@voorbeeld.nl")


@pytest.fixture
def publisher() -> Client:
    user = User.objects.create_user(username="eindredactie", password="een-lang-wachtwoord")
    user.groups.add(Group.objects.get(name=PUBLISHER))
    client = Client()
    client.force_login(user)
    return client


def make_question() -> ReaderQuestion:
    return ReaderQuestion.objects.create(text=f"{WORDS[0]} vraagt iets", asked=WORDS[1], email=WORDS[2])


def make_report() -> CorrectionReport:
    texts = {"text": f"{WORDS[0]} ziet een fout", "source": WORDS[1], "email": WORDS[2]}
    return CorrectionReport.objects.create(result_uuid=uuid4(), case=make_case(), about="cijfer", **texts)


@pytest.fixture(params=["vragen", "meldingen"])
def sent(request: pytest.FixtureRequest) -> tuple[str, Submission]:
    """The name of the list in the admin, and what was sent in."""
    return request.param, {"vragen": make_question, "meldingen": make_report}[request.param]()


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, and what sessions hold."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield from ((table, str(row)) for row in cursor.fetchall())
    yield from (("session", str(session.get_decoded())) for session in Session.objects.all())


def words_found(*clients: Client) -> list[tuple[str, str]]:
    stored = [*everything_stored(), *(("cookies", client.cookies.output()) for client in clients)]
    return [(place, word) for place, text in stored for word in WORDS if word in text]


def test_after_handling_and_a_year_no_table_holds_a_word(
    publisher: Client, sent: tuple[str, Submission], later: Later
) -> None:
    viewset, row = sent
    url = reverse(f"{viewset}:edit", args=[row.pk])
    assert publisher.post(url, {"status": "beantwoord", "answer": "Gedaan."}).status_code == 302
    assert words_found(publisher), "it is kept for a while"
    later(days=400)
    forget_handled(type(row))
    assert words_found(publisher) == []


def test_after_an_editor_deletes_it_no_table_holds_a_word(publisher: Client, sent: tuple[str, Submission]) -> None:
    viewset, row = sent
    assert publisher.post(reverse(f"{viewset}:delete", args=[row.pk])).status_code == 302
    assert words_found(publisher) == []
    assert ModelLogEntry.objects.get(action="wagtail.delete").label == str(row)


def test_the_list_still_says_how_it_begins(publisher: Client, sent: tuple[str, Submission]) -> None:
    viewset, row = sent
    page = publisher.get(reverse(f"{viewset}:index")).content.decode()
    assert str(row) in page
    assert WORDS[0] in page


def test_a_word_of_a_reader_names_nothing() -> None:
    """Whatever readers send in: its name says which one it is, whatever stands in its fields."""
    kinds: list[Any] = [model for model in apps.get_models() if issubclass(model, Submission)]
    assert {ReaderQuestion, CorrectionReport} <= set(kinds)
    for kind in kinds:
        row = kind(pk=12)
        for field in kind._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                setattr(row, field.attname, WORDS[0])
        assert WORDS[0] not in str(row)
        assert str(row).endswith(" 12")
