"""Editors try out synonyms: what a question finds without them and with them, before anything is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.backends.registry import get_engine
from search.indexing.worker import Worker
from search.models import SynonymGroup
from tests.factories.pages import make_method

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    make_method(title="Een rustige balie")
    make_method(title="Een loketje erbij")
    Worker(engine=get_engine()).step()


def test_a_question_with_and_without_a_group_that_is_not_saved(publisher: Client, site: None) -> None:
    asked = {"vraag": "loketje", "woorden": "loketje = balie"}
    response = publisher.get(reverse("search_trial"), asked)
    rows = response.context["trial"].rows
    assert [(row.hit.title, row.before) for row in rows] == [
        ("Een <mark>loketje</mark> erbij", 1),
        ("Een rustige <mark>balie</mark>", None),
    ]
    assert response.context["trial"].without.total == 1
    assert not SynonymGroup.objects.exists()
    assert "1 zonder, 2 met deze synoniemen" in response.content.decode()
    form = publisher.get(response.context["save_url"]).content.decode()
    assert 'value="loketje = balie"' in form


def test_a_group_that_is_wrong_is_said_at_the_field(publisher: Client, site: None) -> None:
    page = publisher.get(reverse("search_trial"), {"vraag": "loketje", "woorden": "alleen"}).content.decode()
    assert "Zet minstens twee woorden in een groep" in page
    assert "trial" not in publisher.get(reverse("search_trial")).context


def test_without_an_index_it_says_so(publisher: Client, settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    page = publisher.get(reverse("search_trial"), {"vraag": "loketje"})
    assert page.status_code == 200
    assert "geeft nu geen antwoord" in page.content.decode()


def test_it_is_for_who_may_make_synonyms(writer: Client, client: Client) -> None:
    assert writer.get(reverse("search_trial")).status_code == 302
    assert client.get(reverse("search_trial")).status_code == 302
