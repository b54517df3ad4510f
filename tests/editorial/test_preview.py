"""A preview shows what is typed, rows that were never saved included, and only to an editor."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cases.models import CasePage
from home.models import ContentPage, OverviewPage
from methods.models import MethodPage
from tests.editorial.forms import add_result, add_row, as_post, block_data, open_add, open_edit
from tests.factories.pages import SiteTree, build_method, build_result, make_case, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def preview(client: Client, url: str, data: QueryDict, mode: str = "") -> Any:
    sent = client.post(url, as_post(data)).json()
    assert sent["is_valid"], sent
    response = client.get(url, {"mode": mode})
    assert response.status_code == 200
    return response


def edit_preview(page: Page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))


def add_preview(parent: Page, page_type: type[Page]) -> str:
    args = (page_type._meta.app_label, page_type._meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:preview_on_add", args=args)


def test_a_changed_method_is_previewed_with_unsaved_rows(writer: Client, site: SiteTree) -> None:
    page, other = make_method(), make_method(title="De andere methode")
    data = open_edit(writer, page)
    data["title"] = "Nog niet opgeslagen"
    add_row(data, "relations", kind="together", method=other.pk)
    add_row(data, "sources", title="Ongeziene bron", url="", read_on="", certainty="A", gives="")
    content = preview(writer, edit_preview(page), data).content.decode()
    for words in ("Nog niet opgeslagen", "De andere methode", "Ongeziene bron"):
        assert words in content
    page.refresh_from_db()
    assert page.title != "Nog niet opgeslagen"


def test_a_changed_case_is_previewed_with_an_unsaved_result(writer: Client, site: SiteTree) -> None:
    page = make_case(results=[build_result()])
    data = open_edit(writer, page)
    add_row(data, "organisations", organisation=OrganisationFactory(label="Gemeente Ongezien").pk)
    add_result(
        data,
        source="Ongeziene bron",
        indicator=IndicatorFactory(label="ongeziene indicator").pk,
        method=make_method(),
        contrast="before-after",
        design="before_after",
        reported_by="doer",
        shape="counts",
        first_events="10",
        first_total="100",
        second_events="30",
        second_total="100",
        as_published="Van 10 naar 30 van de 100.",
    )
    content = preview(writer, edit_preview(page), data).content.decode()
    for words in ("Gemeente Ongezien", "Ongeziene bron", "ngeziene indicator"):
        assert words in content


def test_new_pages_are_previewed_before_they_exist(writer: Client, site: SiteTree) -> None:
    data = open_add(writer, site.methods, MethodPage)
    data.update({"title": "Gloednieuw", "slug": "gloednieuw", "theme": str(ThemeFactory().pk)})
    data.update(block_data("steps", MethodPage._meta.get_field("steps").stream_block, build_method().steps))
    assert "Gloednieuw" in preview(writer, add_preview(site.methods, MethodPage), data).content.decode()
    data = open_add(writer, site.cases, CasePage)
    data.update({"title": "Vers van de pers", "slug": "vers"})
    assert "Vers van de pers" in preview(writer, add_preview(site.cases, CasePage), data).content.decode()
    assert not MethodPage.objects.exists()
    assert not CasePage.objects.exists()


@pytest.mark.parametrize("place", range(4))
def test_other_pages_are_previewed(publisher: Client, site: SiteTree, place: int) -> None:
    overview = site.home.add_child(instance=OverviewPage(title="Thema's", slug="themas"))
    content_page = site.home.add_child(instance=ContentPage(title="Over ons", slug="over-ons"))
    page = [site.home, site.methods, overview, content_page][place]
    data = open_edit(publisher, page)
    data["title"] = "Anders genoemd"
    response = preview(publisher, edit_preview(page), data)
    assert "Anders genoemd" in response.content.decode() or page == site.home


def test_a_result_that_is_not_finished_does_not_break_the_preview(writer: Client, site: SiteTree) -> None:
    page = make_case()
    opened = open_edit(writer, page)
    for shape in ("", "counts", "share", "value", "points", "relative", "range", "text", "single", "series", "context"):
        data = opened.copy()
        add_result(
            data, source="", indicator=IndicatorFactory().pk, contrast="", design="", as_published="", shape=shape
        )
        preview(writer, edit_preview(page), data)


def test_a_preview_may_be_framed_by_the_admin_only(writer: Client, site: SiteTree) -> None:
    page = make_method()
    response = preview(writer, edit_preview(page), open_edit(writer, page))
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    live = writer.get(page.get_url())
    assert live.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in live.headers["Content-Security-Policy"]


def test_a_draft_is_seen_by_editors_only(client: Client, writer: Client, site: SiteTree) -> None:
    page = make_method(title="Alleen voor ons", live=False)
    url = reverse("wagtailadmin_pages:view_draft", args=(page.pk,))
    assert "Alleen voor ons" in writer.get(url).content.decode()
    response = client.get(url)
    assert response.status_code == 302
    assert "Alleen voor ons" not in response.content.decode()
    assert client.get(edit_preview(page)).status_code == 302
