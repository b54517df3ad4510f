"""The made-up site: the same seed gives the same pages, every page is valid, and no result is of somebody real."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from cases.models import CasePage, Result
from lab.drafts import CaseDraft, Drafts, MethodDraft
from lab.drawn_results import SHAPE_WEIGHTS
from lab.generate import generate
from lab.palette import palette_of_files, widened
from methods.models import MethodPage
from tests.factories.pages import SiteTree, make_site
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = range(1001, 1061)


@pytest.fixture(scope="module")
def cases() -> list[CaseDraft]:
    return list(Drafts(palette_of_files(), range(1, 40)).draw_cases(NUMBERS))


@pytest.fixture(scope="module")
def methods() -> list[MethodDraft]:
    return list(Drafts(palette_of_files(), range(1, 40)).draw_methods(range(30, 40)))


def test_the_same_seed_gives_the_same_pages(cases: list[CaseDraft]) -> None:
    again = list(Drafts(palette_of_files(), range(1, 40)).draw_cases(NUMBERS))
    other = list(Drafts(palette_of_files(), range(1, 40), seed=2).draw_cases(NUMBERS))
    assert again == cases
    assert other != cases


def test_a_page_does_not_depend_on_how_many_are_drawn(cases: list[CaseDraft]) -> None:
    [alone] = Drafts(palette_of_files(), range(1, 40)).draw_cases([1030])
    assert alone == cases[29]


def test_every_shape_of_a_result_occurs() -> None:
    drawn = Drafts(palette_of_files(), range(1, 40)).draw_cases(range(1, 301))
    assert {result["shape"] for case in drawn for result in case.results} == set(SHAPE_WEIGHTS)


def test_a_method_never_relates_to_itself(methods: list[MethodDraft]) -> None:
    for method in methods:
        assert method.number not in {number for _, number in method.relations}


def test_no_source_is_of_somebody_real(cases: list[CaseDraft], methods: list[MethodDraft]) -> None:
    """Addresses end in `.example`, which nobody can own, and no source has the title of a real one."""
    files = [*(ROOT / "content" / "cases").glob("*.yaml"), *(ROOT / "content" / "methods").glob("*.yaml")]
    real = {
        line.split("title: ")[-1].strip()
        for file in files
        for line in file.read_text().splitlines()
        if "title:" in line
    }
    sources = [source for page in [*cases, *methods] for source in page.sources]
    sources += [source for case in cases for result in case.results for source in result["sources"]]
    assert sources
    for source in sources:
        assert not source["url"] or source["url"].split("/")[2].endswith(".example")
        assert source["title"] not in real


def test_no_made_up_result_is_of_a_real_organisation() -> None:
    real = palette_of_files()
    wide = widened(real)
    names = {name for (kind, _), name in real.labels.items() if kind == "organisations"}
    for slug, family in wide.organisations:
        assert family in real.families
        assert wide.labels["organisations", slug] not in names
        assert slug not in dict(real.organisations)


@pytest.fixture
def small_site(db: None) -> SiteTree:
    """A site with one word of every kind."""
    FamilyFactory(slug="gemeente")
    for factory in (ChannelFactory, BarrierFactory, ThemeFactory, OrganisationFactory, ProductFactory):
        factory()
    IndicatorFactory(unit="percent", better="higher")
    IndicatorFactory(unit="days", better="lower")
    return make_site()


def test_made_up_pages_are_whole_valid_and_shown(small_site: SiteTree, client: Client) -> None:
    generate(methods=4, cases=6, more_words=False)
    assert not any(Page.find_problems())
    assert [MethodPage.objects.live().count(), CasePage.objects.live().count()] == [4, 6]
    for page in [*MethodPage.objects.all(), *CasePage.objects.all()]:
        page.full_clean()
        assert page.get_latest_revision_as_object().title == page.title
        assert client.get(page.get_url()).status_code == 200
    for result in Result.objects.all():
        result.full_clean()


def test_generating_again_adds_nothing(small_site: SiteTree) -> None:
    generate(methods=2, cases=2, more_words=False)
    before = set(Page.objects.values_list("pk", flat=True))
    generate(methods=2, cases=2, more_words=False)
    assert set(Page.objects.values_list("pk", flat=True)) == before
