"""One line of an organisation about help, and the page with all ways to take part."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contributions.base import names
from contributions.base.models import State
from contributions.models import HelpLine
from core.jobs.runner import one_turn
from core.models import User
from core.submissions import guard
from tests.clock import Later
from tests.contributions.test_tryouts import SENDER, confirmed, desk, send
from tests.factories.pages import make_site
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient
from tests.site.test_retention import found
from vocabulary.confirmed_organisation import NameConfirmed

pytestmark = pytest.mark.django_db
FORM, PAGE = "/meedoen/hulp/", "/organisaties/delft/"
TYPED = {"side": "biedt", "text": "kanarietesten", "organisation": "Delft", "email": SENDER, "licence": "on"}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(guard, "SOONEST", -1)
    make_site()
    OrganisationFactory(label="Delft", slug="delft", family=FamilyFactory(label="gemeente"))
    return ReaderClient()


@pytest.mark.parametrize(("name", "value"), [("side", "anders"), ("text", ""), ("text", "x" * 141), ("email", "x")])
def test_a_refusal_keeps_what_was_typed(client: Client, name: str, value: str) -> None:
    response = send(client, {**TYPED, name: value}, FORM)
    assert (response.status_code, HelpLine.objects.count()) == (400, 0)
    assert "Er klopt nog iets niet" in response.content.decode()
    assert (value or "Delft") in response.content.decode() or name == "side"


def test_it_is_public_after_an_editor_confirmed_the_name_and_placed_it(
    client: Client, publisher: Client, later: Later
) -> None:
    address = confirmed(client, TYPED, FORM)
    row: Any = HelpLine.objects.get()
    publisher.post(desk(row), {"doe": "place"})
    row.refresh_from_db()
    assert row.status == State.NEW, "not without the name"
    names.confirm(row, row.organisation, NameConfirmed.CALLED, "algemeen nummer", User.objects.first())
    assert client.get(PAGE).status_code == 404
    publisher.post(desk(row), {"doe": "place"})
    assert "Wij kunnen helpen met kanarietesten" in words(soup(client, PAGE).main)
    assert "1 regel over hulp" in words(soup(client, "/organisaties/").main)
    client.post(f"{address}naam/", {"ja": "1"})
    assert client.get(PAGE).status_code == 404
    later(days=91)
    one_turn()
    assert found(SENDER) == set()
    later(days=366)
    one_turn()
    assert found("kanarietesten") == set()
    assert timezone.now() > row.created_at


def test_the_page_with_all_ways_has_no_dead_link(client: Client) -> None:
    page = soup(client, "/meedoen/")
    links = [link["href"] for link in page.select("main .od-way a")]
    assert {"/meedoen/probeersel/", "/meedoen/hulp/", "/vraag-de-redactie/"} <= set(links)
    for link in links:
        assert client.get(link).status_code == 200, link
    assert "Wat er daarna gebeurt" in words(page.main)
