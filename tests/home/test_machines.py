"""What machines read: the sitemap, the file for robots, canonical addresses, schema.org data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.jobs import one_turn
from home.models import ContentPage
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.home.reading import data_blocks, soup
from tests.news.factories import make_news

pytestmark = pytest.mark.django_db
SITE = "https://www.example.nl"


def test_sitemap_holds_every_public_page_and_nothing_else(client: Client) -> None:
    site = make_site()
    method, case = make_method(), make_case()
    make_method(live=False, slug="kanarie-concept")
    make_case(expire_at=timezone.now() - timedelta(seconds=1), slug="kanarie-verlopen")
    closed = site.home.add_child(instance=ContentPage(title="Besloten", slug="kanarie-besloten"))
    closed.add_child(instance=ContentPage(title="Daaronder", slug="kanarie-eronder"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    found = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    shared = [f"/organisaties/{row.organisation.slug}/" for row in case.organisations.all()]
    computed = [
        "/organisaties/",
        *shared,
        "/meedoen/",
        "/resultaten/",
        "/zo-beoordelen-wij/",
        "/wijzigingen/",
        "/correcties/",
        "/agenda/",
        "/witte-vlekken/",
        "/witte-vlekken/maten/",
        "/rekenhulp/",
        "/productscan/",
        "/productscan/gedeeld/",
        "/open-data/",
    ]
    paths = ["/", "/methoden/", method.get_url(), "/praktijk/", case.get_url(), *computed]
    assert sorted(found) == sorted(f"{SITE}{path}" for path in paths)


def test_the_sitemap_says_when_a_page_truly_changed(client: Client, later: Any) -> None:
    """When it was published, or what its results say changed; nothing of a list, which shows what stands elsewhere."""
    make_site()
    method, other = make_method(), make_method()
    case, news = make_case(), make_news("Nieuws")
    published = timezone.now() - timedelta(days=5)
    Page.objects.filter(pk__in=[method.pk, other.pk, case.pk, news.pk]).update(last_published_at=published)
    one_turn()
    make_case(results=[build_result(counts_for=[method])])
    one_turn()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    changed = {node[0].text: node[1].text if len(node) > 1 else None for node in tree}
    day = timezone.localtime(published).date().isoformat()
    assert changed[f"{SITE}{method.get_url()}"] == timezone.localdate().isoformat()
    for page in (other, case, news):
        assert changed[f"{SITE}{page.get_url()}"] == day
    for path in ("/", "/methoden/", "/resultaten/"):
        assert changed[f"{SITE}{path}"] is None


def test_robots_point_to_the_sitemap_and_stay_out_of_the_admin(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {SITE}/sitemap.xml" in text
    assert "Disallow: /beheer/" in text
    assert "Disallow: /zoeken/?" in text
    assert "Disallow: /\n" not in text


def test_the_canonical_address_is_the_setting_not_the_host(client: Client) -> None:
    method = make_method()
    page = soup(client, f"{method.get_url()}?utm=x")
    assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}{method.get_url()}"
    assert page.select_one("meta[property='og:url']")["content"] == f"{SITE}{method.get_url()}"
    assert page.select_one("meta[property='og:title']")["content"] == method.title
    assert page.select_one("meta[name=description]")["content"] == method.gist


def test_a_method_is_a_how_to_with_its_steps_and_its_way(client: Client) -> None:
    method = make_method()
    blocks = data_blocks(soup(client, method.get_url()))
    assert [step["name"] for step in blocks["HowTo"]["step"]] == [f"Stap {place}" for place in range(1, 5)]
    crumbs = blocks["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["item"]) for crumb in crumbs] == [
        (1, f"{SITE}/"),
        (2, f"{SITE}/methoden/"),
        (3, f"{SITE}{method.get_url()}"),
    ]


def test_a_case_is_an_article_and_the_front_page_can_be_searched(client: Client) -> None:
    case = make_case(results=[build_result()])
    article = data_blocks(soup(client, case.get_url()))["Article"]
    assert article["headline"] == case.title
    assert article["citation"] == [
        {"@type": "CreativeWork", "name": "Jaarverslag", "url": "https://bron.example/"},
    ]
    names = [row.organisation.label for row in case.organisations.all()]
    assert [each["name"] for each in article["about"] if each["@type"] == "Organization"] == names
    action = data_blocks(soup(client, "/"))["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{SITE}/zoeken/?q={{search_term_string}}"


def test_a_title_cannot_end_the_data_block(client: Client) -> None:
    title = "</script><script>alert(1)</script> & <b>"
    method = make_method(title=title)
    response = client.get(method.get_url())
    assert b"<script>alert" not in response.content
    assert data_blocks(soup(client, method.get_url()))["HowTo"]["name"] == title
