"""The made-up site: the same seed gives the same pages, every page is valid, and no result is of somebody real."""

from __future__ import annotations

from random import Random

import pytest
from django.test import Client
from wagtail.models import Page

from cases.models import CasePage, Result, ResultSource
from lab.made_up import SHAPES, Words, draw_case, draw_method, draw_result, generate
from methods.models import MethodPage, MethodRelation
from tests.factories.pages import make_site
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_small_site(db: None) -> None:
    """A site with one word of every kind, and two indicators."""
    FamilyFactory(slug="gemeente")
    for factory in (ChannelFactory, BarrierFactory, ThemeFactory, ProductFactory):
        factory()
    IndicatorFactory(unit="percent", better="higher")
    IndicatorFactory(unit="days", better="lower")
    make_site()


def test_the_same_seed_gives_the_same_pages() -> None:
    words = Words()
    one, again, other = (draw_method(Random(seed), words, 1).serializable_data() for seed in "aab")
    assert one | {"translation_key": ""} == again | {"translation_key": ""}
    assert one["title"] != other["title"]
    first, second = (draw_case(Random("a"), words, 1, []).serializable_data() for _ in range(2))
    assert first | {"translation_key": ""} == second | {"translation_key": ""}


def test_every_shape_occurs_and_is_accepted() -> None:
    words, rng, seen = Words(), Random("shapes"), set()
    page = draw_case(rng, words, 1, [])
    for _ in range(400):
        result = draw_result(rng, ["brief", "balie"], words, [])
        result.page = page
        result.clean()
        seen.add(result.shape)
    assert seen == set(SHAPES)


def test_made_up_pages_are_whole_valid_and_shown(client: Client) -> None:
    real = OrganisationFactory()
    generate(methods=4, cases=6)
    assert not any(Page.find_problems())
    assert [MethodPage.objects.live().count(), CasePage.objects.live().count()] == [4, 6]
    for page in [*MethodPage.objects.all(), *CasePage.objects.all()]:
        page.full_clean()
        assert page.get_latest_revision_as_object().title == page.title
        assert client.get(page.get_url()).status_code == 200
    for result in Result.objects.all():
        result.full_clean()
    assert not Organisation.objects.filter(pk=real.pk, case_rows__isnull=False).exists()
    assert all(url.startswith("https://bron.example/") for url in ResultSource.objects.values_list("url", flat=True))
    assert all(row.page_id != row.method_id for row in MethodRelation.objects.all())


def test_generating_again_adds_nothing() -> None:
    generate(methods=2, cases=2)
    before = set(Page.objects.values_list("pk", flat=True))
    generate(methods=2, cases=2)
    assert set(Page.objects.values_list("pk", flat=True)) == before
