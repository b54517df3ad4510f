"""The one inbox: who has what, what waits too long, what looks alike, several taken at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contributions.models import CaseContribution
from core.submissions.inbox import CHOSEN
from methods.models import MethodPage
from tests.home.reading import soup, words
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db
INBOX = "/beheer/binnengekomen/"


@pytest.fixture
def rows(method: MethodPage, organisation: Organisation) -> Callable[..., list[CaseContribution]]:
    def make(count: int, **fields: object) -> list[CaseContribution]:
        facts = {"method": method, "organisation": organisation, "status": "open", "tip": "Een tip."} | fields
        return [CaseContribution.objects.create(**facts) for _ in range(count)]

    return make


def listed(client: Client, question: str = "") -> list[str]:
    found = BeautifulSoup(client.get(f"{INBOX}?{question}").content, "html.parser")
    return [row.get_text(" ", strip=True) for row in found.select("table.listing tbody tr")]


def test_what_is_not_confirmed_is_seen_by_nobody(rows: Callable[..., list[CaseContribution]], writer: Client) -> None:
    rows(1, status="onbevestigd")
    assert listed(writer) == []


def test_state_age_and_look_alikes(rows: Callable[..., list[CaseContribution]], writer: Client) -> None:
    rows(2)
    first = listed(writer)[0]
    assert "Nieuw" in first and "1 andere" in first and "0 dagen" in first
    CaseContribution.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert "15 dagen, te lang" in listed(writer)[0]
    assert len(listed(writer, "overdue=te-lang")) == 2
    CaseContribution.objects.update(status="geplaatst")
    assert listed(writer, "overdue=te-lang") == []
    assert len(listed(writer, "status=geplaatst")) == 2
    CaseContribution.objects.update(tip="Bel 06-12345678.", name_note="06-12345678")
    assert "een BSN of een ander lang nummer" in listed(writer)[0]


def test_several_are_taken_at_once(rows: Callable[..., list[CaseContribution]], writer: Client) -> None:
    rows(3)
    boxes = [str(box["value"]) for box in soup(writer, INBOX).select(f"input[name={CHOSEN}]")]
    assert len(boxes) == 3
    response = writer.post(f"{INBOX}neem/", {CHOSEN: [*boxes[:2], "core.user:1", "onzin"]}, follow=True)
    assert "2 berichten staan nu bij jou" in words(BeautifulSoup(response.content, "html.parser"))
    assert len(listed(writer, "who=ik")) == 2 and len(listed(writer, "who=niemand")) == 1
    assert {row.status for row in CaseContribution.objects.exclude(taken_by=None)} == {"behandeling"}


def test_as_many_queries_for_two_as_for_twenty(rows: Callable[..., list[CaseContribution]], writer: Client) -> None:
    rows(2)
    listed(writer)
    with CaptureQueriesContext(connection) as few:
        listed(writer)
    rows(18)
    with CaptureQueriesContext(connection) as many:
        assert len(listed(writer)) == 20
    assert len(few) == len(many)
