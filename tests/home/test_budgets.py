"""A page costs the same number of queries whatever the number of pages on the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import FeaturedCase, OverviewPage
from methods.choices import RelationKind
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 24
# The most a page may cost.
# Rooms that show blocks on these pages ask one query a kind, and none of a page that no page of theirs names.
BUDGET = {
    "home": 3,
    "method": 11,
    "case": 16,
    "listing": 5,
    "theme": 6,
    "overview": 7,
    "search": 2,
    "search cases": 2,
}


@dataclass
class Words:
    """The words that every page of the site shares."""

    theme: Any
    family: Any
    channel: Any
    barrier: Any
    indicator: Any
    organisation: Any
    product: Any


@pytest.fixture
def words() -> Words:
    family = FamilyFactory()
    return Words(
        theme=ThemeFactory(),
        family=family,
        channel=ChannelFactory(),
        barrier=BarrierFactory(),
        indicator=IndicatorFactory(),
        organisation=OrganisationFactory(family=family),
        product=ProductFactory(),
    )


@pytest.fixture
def addresses(words: Words) -> dict[str, str]:
    """One page of each kind, complete."""
    site = make_site()
    overview = site.home.add_child(instance=OverviewPage(title="Themas", slug="themas", show_in_menus=True))
    theme = make_listing(overview, "Thema", "thema")
    theme.themes.add(words.theme)
    theme.save_revision().publish()
    method = grow(words, None, 1)
    case = make_case(
        organisations=[words.organisation],
        products=[words.product],
        channels=[words.channel],
        methods=[method],
        results=[build_result(indicator=words.indicator, counts_for=[method])],
    )
    site.home.featured = [FeaturedCase(case=case)]
    site.home.save_revision().publish()
    return {
        "home": "/",
        "method": method.get_url(),
        "case": case.get_url(),
        "listing": "/methoden/",
        "theme": "/themas/thema/",
        "overview": "/themas/",
        "search": "/zoeken/?q=methode&soort=methode",
        "search cases": "/zoeken/?q=praktijk&soort=praktijkvoorbeeld",
    }


def grow(words: Words, about: Any, count: int) -> Any:
    """Add methods and cases that all touch `about`; the last method."""
    method = about
    for _ in range(count):
        method = make_method(
            theme=words.theme,
            families=[words.family],
            channels=[words.channel],
            barriers=[words.barrier],
            relations=[(RelationKind.TOGETHER, about)] if about else [],
        )
        make_case(
            organisations=[words.organisation],
            products=[words.product],
            channels=[words.channel],
            methods=[about or method],
            results=[build_result(indicator=words.indicator, counts_for=[about or method]) for _ in range(2)],
        )
    return method


def cost(client: Client, path: str) -> int:
    client.get(path)  # what is read once per process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_every_kind_of_page_has_a_fixed_cost(
    client: Client, words: Words, addresses: dict[str, str], fill_index: Callable[[], None]
) -> None:
    about = make_site().methods.get_children().first().specific
    grow(words, about, FEW)
    fill_index()
    few = {kind: cost(client, path) for kind, path in addresses.items()}
    grow(words, about, MANY)
    fill_index()
    many = {kind: cost(client, path) for kind, path in addresses.items()}
    assert many == few
    assert {kind: number for kind, number in few.items() if number > BUDGET[kind]} == {}
