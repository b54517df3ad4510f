"""Editors read why a page stands where it does, and pick it from what they tried out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.backends.registry import get_engine
from search.indexing.worker import Worker
from tests.factories.pages import make_method

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> list[Any]:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    pages = [make_method(title="Een rustige balie"), make_method(title="Een loket", gist="Lijkt op een balie.")]
    Worker(engine=get_engine()).step()
    return pages


def page(client: Client, vraag: str, pagina: str) -> str:
    return " ".join(
        client.get(reverse("search_explanation"), {"vraag": vraag, "pagina": pagina}).content.decode().split()
    )


def test_a_place_in_words_and_figures(publisher: Client, site: list[Any]) -> None:
    text = page(publisher, "balies", f"m {site[1].number}")
    assert "Plaats 2 van 2." in text
    assert "kern (‘balie’)" in text
    assert "Er vlak boven" in text
    assert "Die pagina krijgt meer punten voor ‘balies’" in text
    assert "Plaats 1 van 2." in page(publisher, "balies", str(site[0].number))


def test_what_is_missing(publisher: Client, site: list[Any]) -> None:
    text = page(publisher, "loket", f"M{site[0].number}")
    assert "Niet gevonden." in text
    assert "Wat ontbreekt: ‘loket’." in text


def test_the_trial_leads_to_it(publisher: Client, site: list[Any]) -> None:
    trial = publisher.get(reverse("search_trial"), {"vraag": "balie"}).content.decode()
    assert f"/beheer/waarom-hier/?vraag=balie&amp;pagina=M{site[0].number}" in trial


def test_a_wrong_number_and_a_silent_index(publisher: Client, site: list[Any], settings: Any, tmp_path: Path) -> None:
    assert "zoals M31 of P12" in page(publisher, "balie", "iets")
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    assert "geeft nu geen antwoord" in page(publisher, "balie", f"M{site[0].number}")


def test_it_is_for_who_may_make_synonyms(writer: Client, client: Client) -> None:
    assert writer.get(reverse("search_explanation")).status_code == 302
    assert client.get(reverse("search_explanation")).status_code == 302
