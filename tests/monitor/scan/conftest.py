"""A kind of organisation with products, and a scan that a reader made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.utils import timezone

from core.submissions import guard
from monitor.scan.views import SALT, TITLE
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory, ProductFactory
from tests.reader_forms import ReaderClient
from vocabulary.models import Organisation, OrganisationType, Product

Make = Callable[..., str]
Fields = Mapping[str, Mapping[str, str]]
ADDRESS = "/productscan/"
PERMIT = {"level": "niet", "optimum": "helemaal", "volume": "1.000", "login": "onnodig"}
EXEMPTION = {"level": "helemaal", "optimum": "helemaal", "volume": "20", "is_prefilled": "on"}
TWO: Fields = {"parkeervergunning": PERMIT, "ontheffing": EXEMPTION}


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> ReaderClient:
    monkeypatch.setattr(guard, "SOONEST", -1)
    return ReaderClient()


@pytest.fixture
def family(db: None) -> OrganisationType:
    return FamilyFactory(slug="gemeente", label="Gemeente", plural="Gemeenten")


@pytest.fixture
def products(db: None) -> dict[str, Product]:
    return {
        slug: ProductFactory(slug=slug, label=slug.replace("-", " "))
        for slug in ("paspoort", "parkeervergunning", "ontheffing", "bijstand")
    }


@pytest.fixture
def delft(family: OrganisationType) -> Organisation:
    return OrganisationFactory(label="Gemeente Delft", slug="gemeente-delft", family=family)


def this_year() -> int:
    return timezone.localdate().year


def typed(fields: Fields, **more: Any) -> dict[str, Any]:
    """What a browser sends for these fields of each product."""
    lines = {f"{slug}-{name}": value for slug, line in fields.items() for name, value in line.items()}
    return {"familie": "gemeente", "product": list(fields), "year": str(this_year()), **lines, **more}


@pytest.fixture
def make(reader: ReaderClient, family: OrganisationType, products: dict[str, Product]) -> Make:
    """Make a scan of these fields; its secret path."""

    def send(fields: Fields = TWO, **more: Any) -> str:
        token = guard.make_token(SALT, TITLE)
        response = reader.post(ADDRESS, typed(fields, token=token, **more))
        assert response.status_code == 303, response.content.decode()[:2000]
        return str(response.headers["Location"]).partition("?")[0]

    return send
