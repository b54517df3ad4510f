"""A draft is shown as it will be: also a page that is not saved, with rows that are not saved and fields left empty."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from cases.models import CasePage, Result
from home.models import ContentPage, FeaturedCase, HomePage, ListingPage, OverviewPage
from methods.choices import RelationKind
from methods.models import MethodPage, MethodRelation
from tests.factories.pages import build_case, build_method, build_result, make_case, make_method, make_site
from tests.factories.vocabulary import ChannelFactory
from tests.home.reading import cards, words

pytestmark = pytest.mark.django_db


def preview(page: Page) -> BeautifulSoup:
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("page_type", [HomePage, OverviewPage, ListingPage, ContentPage, MethodPage, CasePage])
def test_a_new_page_with_nothing_but_a_title(page_type: type[Page]) -> None:
    make_site()
    shown = preview(page_type(title="Een nieuwe bladzijde", slug="nieuw"))
    assert shown.h1 is not None
    assert shown.select("script[type='application/ld+json']") == []


def test_a_new_method_with_unsaved_rows() -> None:
    neighbour = make_method(title="De buurman")
    page = build_method(title="Nog niet bewaard", relations=[(RelationKind.BEFORE, neighbour)])
    page.channels.set([ChannelFactory(label="Telefoon")])
    shown = preview(page)
    assert words(shown.h1) == "Nog niet bewaard"
    assert "De buurman" in words(shown.select_one("[aria-labelledby=past-bij]"))
    assert "Telefoon" in words(shown.select_one(".od-sheet__for"))
    assert "Nog geen cijfers gevonden" in words(shown.select_one("[aria-labelledby=opbrengst]"))


def test_a_new_case_with_unsaved_rows() -> None:
    method = make_method()
    page = build_case(
        title="Nog niet bewaard", methods=[method], results=[build_result(counts_for=[method]), build_result()]
    )
    shown = preview(page)
    assert "10%" in words(shown.select_one(".od-proof"))
    assert "Jaarverslag" in words(shown.select_one("[aria-labelledby=bronnen]"))
    assert "Telt mee voor deze methode" in words(shown.select_one("[aria-labelledby=methoden]"))
    assert len(shown.select("[aria-labelledby=ook-gemeten] li")) == 1


def test_a_result_without_an_indicator_is_left_out() -> None:
    page = build_case(
        results=[Result(as_published="nog niets", shape="share", contrast="before-after"), build_result()]
    )
    assert "nog niets" not in words(preview(page))


def test_a_draft_of_a_live_case_shows_the_draft_and_not_the_live_rows() -> None:
    case = make_case(results=[build_result(first=10, second=20)])
    draft = case.get_latest_revision_as_object()
    draft.results = [build_result(first=30, second=70)]
    shown = words(preview(draft).select_one(".od-proof"))
    assert "30%" in shown
    assert "Beginstand 10%" not in shown


def test_a_draft_of_a_live_method_keeps_what_others_measured() -> None:
    method = make_method()
    case = make_case(methods=[method], results=[build_result(counts_for=[method])])
    draft = method.get_latest_revision_as_object()
    draft.title, draft.relations = "Anders", [MethodRelation(kind=RelationKind.AFTER, method=make_method(title="Erna"))]
    shown = preview(draft)
    assert words(shown.h1) == "Anders"
    assert "Erna" in words(shown.select_one("[aria-labelledby=past-bij]"))
    assert cards(shown.select_one("[aria-labelledby=opbrengst]"), "case") == [case.number]


def test_the_front_page_with_unsaved_featured_rows() -> None:
    site, case = make_site(), make_case(results=[build_result()])
    draft: Any = site.home.get_latest_revision_as_object() if site.home.latest_revision_id else site.home
    draft.featured = [FeaturedCase(case=case)]
    assert cards(preview(draft).select_one("[aria-labelledby=eerlijk]"), "case") == [case.number]


def test_a_preview_may_be_framed_by_ourselves_and_nobody_else() -> None:
    response = make_method().make_preview_request(preview_mode="")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
