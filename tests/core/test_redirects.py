"""Old addresses lead to where a page stands now, never round, and never to what was not public."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories.pages import SiteTree, make_method, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Any:
    def renamed(page: Page, slug: str) -> None:
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save()

    return renamed


def draft(slug: str) -> Page:
    page = make_method(slug=slug, live=False)
    Page.objects.filter(pk=page.pk).update(first_published_at=None)
    return page


def unpublish(page: Page) -> None:
    Page.objects.get(pk=page.pk).specific.unpublish()


def location(client: Client, path: str) -> str:
    """Where this address leads; empty when it is a 404 that tells nothing."""
    response = client.get(path)
    assert response.status_code in (301, 404)
    assert response.has_header("Location") == (response.status_code == 301)
    # Kept by a browser, it would go round once the page has its old address back.
    assert response.status_code == 404 or response.headers["Cache-Control"] == "no-cache"
    return response.headers.get("Location", "")


def circles() -> list[str]:
    return [each.old_path for each in Redirect.objects.all() if each.link.rstrip("/") == each.old_path]


def test_an_old_address_leads_to_the_page(client: Client, site: SiteTree, rename: Any) -> None:
    page = make_method(slug="een")
    rename(page, "twee")
    rename(page, "drie")
    assert [location(client, f"/methoden/{slug}/") for slug in ("een", "twee")] == ["/methoden/drie/"] * 2
    assert client.get("/methoden/drie/").status_code == 200


def test_a_page_that_went_and_came_back_leads_nowhere(client: Client, site: SiteTree, rename: Any) -> None:
    page = make_method(slug="een")
    rename(page, "twee")
    rename(page, "een")
    assert circles() == []
    assert location(client, "/methoden/twee/") == "/methoden/een/"
    unpublish(page)
    assert [location(client, f"/methoden/{slug}/") for slug in ("een", "twee")] == ["", ""]


def test_a_list_that_is_renamed_and_back_takes_what_is_below_along(client: Client, site: SiteTree, rename: Any) -> None:
    pages = [make_method(slug=slug) for slug in ("een", "twee", "drie")]
    hidden = draft("geheim")
    rename(site.methods, "manieren")
    assert location(client, "/methoden/een/") == "/manieren/een/"
    assert Redirect.objects.count() == 4
    rename(site.methods, "methoden")
    assert circles() == []
    assert location(client, "/manieren/een/") == "/methoden/een/"
    assert not Redirect.objects.filter(redirect_page=hidden).exists()
    unpublish(pages[0])
    assert location(client, "/methoden/een/") == location(client, "/manieren/een/") == ""


def test_what_an_editor_typed_for_an_address_stays(client: Client, site: SiteTree, rename: Any) -> None:
    page = make_method(slug="een")
    typed = Redirect.objects.create(old_path="/methoden/een", site=Site.objects.get(), redirect_link="/praktijk/")
    rename(page, "twee")
    assert Redirect.objects.get() == typed
    assert location(client, "/methoden/een/") == "/praktijk/"
    rename(page, "x" * 250)
    assert Redirect.objects.filter(old_path="/methoden/twee").exists()


def test_a_page_that_is_moved_and_back(client: Client, site: SiteTree) -> None:
    page = make_method(slug="een")
    for target in (site.cases, site.methods):
        Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=target.pk), pos="last-child")
    assert circles() == []
    assert location(client, "/praktijk/een/") == "/methoden/een/"


def test_what_was_never_public_leaves_no_address(client: Client, site: SiteTree, rename: Any) -> None:
    page = draft("geheim-plan")
    for slug in ("geheim-plan-met", "geheim-plan-met-ons", "iets-anders"):
        rename(page, slug)
    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=site.cases.pk), pos="last-child")
    assert not Redirect.objects.exists()
    assert location(client, "/methoden/geheim-plan/") == location(client, "/praktijk/iets-anders/") == ""


@pytest.mark.parametrize("hidden", ["unpublished", "expired", "restricted", "restricted above"])
def test_the_old_address_of_what_is_not_public_tells_nothing(
    client: Client, site: SiteTree, rename: Any, hidden: str
) -> None:
    page = make_method(slug="een")
    rename(page, "nieuw-geheim")
    if hidden == "unpublished":
        unpublish(page)
    elif hidden == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    else:
        at = page if hidden == "restricted" else site.methods
        PageViewRestriction.objects.create(page=at, restriction_type="login")
    assert location(client, "/methoden/een/") == ""


def test_a_page_that_took_an_old_address_and_went_does_not_lead_to_the_other(
    client: Client, site: SiteTree, rename: Any
) -> None:
    first = make_method(slug="een")
    rename(first, "verhuisd")
    second = make_method(slug="een")
    Page.objects.filter(pk=second.pk).update(first_published_at=timezone.now())
    unpublish(second)
    assert location(client, "/methoden/een/") == ""
    Page.objects.get(pk=second.pk).delete()
    assert location(client, "/methoden/een/") == "/methoden/verhuisd/"


def test_addresses_that_editors_typed_never_go_round(client: Client, site: SiteTree) -> None:
    for old, new in [("/a", "/b"), ("/b", "/c/"), ("/c", "https://www.example.nl/a"), ("/zelf", "/zelf/")]:
        Redirect.objects.create(old_path=old, redirect_link=new)
    Redirect.objects.create(old_path="/goed", redirect_link="/verder")
    Redirect.objects.create(old_path="/verder", redirect_link="/methoden/")
    Redirect.objects.create(old_path="/methoden", redirect_link="/goed")
    Redirect.objects.create(old_path="/elders", redirect_link="https://elders.example/elders")
    assert [location(client, path) for path in ("/a/", "/b/", "/c/", "/zelf/")] == [""] * 4
    assert location(client, "/goed/") == "/verder"
    assert location(client, "/elders/?x=1") == "https://elders.example/elders"


def test_what_an_older_version_stored_is_cleaned(site: SiteTree, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    page, hidden = make_method(slug="een"), draft("geheim")
    Redirect.objects.create(old_path="/methoden/een", redirect_page=page, automatically_created=True)
    Redirect.objects.create(old_path="/methoden/ge", redirect_page=hidden, automatically_created=True)
    Redirect.objects.create(old_path="/zelf", redirect_link="/zelf/")
    good = Redirect.objects.create(old_path="/methoden/oud", redirect_page=page, automatically_created=True)
    for dry_run, left in ((True, 4), (False, 1)):
        out = StringIO()
        call_command("clean_stored", stdout=out, dry_run=dry_run)
        assert "3 doorverwijzingen" in out.getvalue()
        assert Redirect.objects.count() == left
    assert Redirect.objects.get() == good


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/Methoden/", "/methoden/"),
        ("/METHODEN", "/methoden/"),
        ("/methoden/Een/", "/methoden/een/"),
        ("/methoden/een.", "/methoden/een/"),
        ("/methoden/een/)", "/methoden/een/"),
        ("/methoden//een/", "/methoden/een/"),
        ("/methoden/ge%C2%ADmeente/", "/methoden/gemeente/"),
        ("/methoden/gemeente%20", "/methoden/gemeente/"),
        ("/methoden/gemeente%E2%80%9D,", "/methoden/gemeente/"),
        ("/methoden/met-hoofdletter", "/methoden/Met-Hoofdletter/"),
        ("/Zoeken/?q=Brief", "/zoeken/?q=Brief"),
        ("/Resultaten/Resultaten.csv.", "/resultaten/resultaten.csv"),
        ("/M/31", "/methoden/een/"),
        ("/m/31.", "/methoden/een/"),
        ("/m/31),", "/methoden/een/"),
        ("/M/31/?a=1", "/methoden/een/?a=1"),
    ],
)
def test_a_badly_copied_address_leads_to_what_was_meant(client: Client, site: SiteTree, typed: str, meant: str) -> None:
    make_method(slug="een", number=31)
    make_method(slug="gemeente")
    make_method(slug="Met-Hoofdletter")
    response = client.get(typed)
    assert (response.status_code, response.headers["Location"]) == (302, meant)


@pytest.mark.parametrize(
    "path", ["/M/999", "/m/31.x", "/m/999/", "/methoden/niets.", "/Methoden/geheim/", "/Beheer/x/", "/A", "/a/"]
)
def test_what_is_not_there_stays_away(client: Client, site: SiteTree, path: str) -> None:
    draft("geheim")
    assert client.get(path, follow=True).status_code == 404


def test_an_old_address_with_a_capital_leads_on(client: Client, site: SiteTree, rename: Any) -> None:
    page = make_method(slug="een")
    rename(page, "twee")
    assert client.get("/Methoden/Een/").headers["Location"] == "/methoden/twee/"
    unpublish(page)
    assert location(client, "/Methoden/Een/") == location(client, "/Methoden/Twee/") == ""
    assert client.post("/Methoden/", {}).status_code == 404
