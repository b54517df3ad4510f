from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from tests.factories.pages import make_method, make_site
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


def test_menu_and_footer_hold_public_pages_that_ask_for_it(client: Client) -> None:
    site = make_site()
    site.methods.show_in_menus = True
    site.methods.save_revision().publish()
    for slug, fields in {
        "over": {"show_in_menus": True, "show_in_footer": True},
        "privacy": {"show_in_footer": True},
        "concept": {"show_in_menus": True, "show_in_footer": True, "live": False},
        "besloten": {"show_in_menus": True, "show_in_footer": True},
    }.items():
        page = site.home.add_child(instance=ContentPage(title=slug.capitalize(), slug=slug, **fields))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page = soup(client, "/")
    assert [words(link) for link in page.select(".od-menu__link")] == ["Methoden", "Over", "Meedoen", "Zoeken"]
    assert [words(link) for link in page.select("[aria-labelledby=voet-over] a")] == [
        *("Over", "Privacy", "Zo beoordelen wij", "Open data", "Correcties")
    ]


def test_the_menu_says_where_you_are(client: Client) -> None:
    site = make_site()
    site.methods.show_in_menus = True
    site.methods.save_revision().publish()
    method = make_method()
    assert soup(client, "/methoden/").select_one(".od-menu__link")["aria-current"] == "page"
    assert soup(client, method.get_url()).select_one(".od-menu__link")["aria-current"] == "true"
    assert not soup(client, "/").select_one(".od-menu__link").get("aria-current")


def test_the_breadcrumb_ends_with_the_page_itself(client: Client) -> None:
    method = make_method()
    items = soup(client, method.get_url()).select(".od-breadcrumb li")
    assert [words(item) for item in items] == ["Home", "Methoden", method.title]
    assert items[-1].select_one("[aria-current=page]")
    assert soup(client, "/").select(".od-breadcrumb") == []
