from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.submissions import guard
from methods.models import MethodPage
from tests.contributions.letters import confirm_path
from tests.factories.pages import make_method
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from tests.home.reading import soup
from tests.reader_forms import ReaderClient
from tests.search.conftest import embedded, own_index, site_engine, worker
from vocabulary.models import Organisation

__all__ = ["embedded", "own_index", "site_engine", "worker"]


@pytest.fixture
def reader() -> Client:
    return ReaderClient()


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


@pytest.fixture
def organisation(db: None) -> Organisation:
    family = FamilyFactory(slug="gemeente", label="Gemeente", plural="Gemeenten")
    return OrganisationFactory(label="Boomdorp", slug="boomdorp", family=family)


@pytest.fixture
def method(db: None) -> MethodPage:
    indicator = IndicatorFactory(
        slug="gemiste-afspraken",
        label="gemiste afspraken",
        better="lower",
        question="Hoeveel van elke 100 afspraken worden gemist?",
    )
    return make_method(title="Bel mensen vlak voor hun afspraak", indicators=[indicator])


@pytest.fixture
def too(reader: Client, method: MethodPage, organisation: Organisation) -> Callable[..., dict[str, str]]:
    """What somebody fills in on ‘Wij deden dit ook’, with a token of its own."""

    def fill(**fields: str) -> dict[str, str]:
        page = soup(reader, address_of(method))
        typed = {
            "token": page.select_one("input[name=token]")["value"],
            "organisation": "Boomdorp",
            "indicator": "gemiste-afspraken",
            "shape": "counts",
            "first_events": "96",
            "first_total": "800",
            "second_events": "64",
            "second_total": "800",
            "second_period": "mei 2025",
            "design": "before_after",
            "relation": "alone",
            "differently": "Wij stuurden ook een sms.",
            "source": "eigen registratie",
            "tip": "Bel aan het eind van de dag.",
            "email": "truus@boomdorp.example",
            "licence": "on",
        }
        return typed | fields

    return fill


def address_of(method: MethodPage) -> str:
    return f"/meedoen/wij-deden-dit-ook/?methode={method.number}"


@pytest.fixture
def sent(reader: Client, method: MethodPage, too: Callable[..., dict[str, str]]) -> Callable[..., str]:
    """A contribution, confirmed unless told otherwise; the path of its status page."""

    def send(*, confirm: bool = True, **fields: Any) -> str:
        response = reader.post(address_of(method), too(**fields))
        assert response.status_code == 303, _errors(response)
        path = confirm_path()
        assert not confirm or reader.post(path, {"ja": "1"}).status_code == 200
        return path.removesuffix("bevestig/")

    return send


def _errors(response: Any) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [each.get_text(" ", strip=True) for each in page.select(".utrecht-form-field-error-message, .utrecht-alert")]
