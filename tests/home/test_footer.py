"""The foot of a page names each page once, and whose site this is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client

from home.checks import NO_OWNER
from home.navigation import MenuLink, Menus
from tests.factories.pages import make_site


def test_a_page_stands_in_the_footer_once() -> None:
    methods, about = MenuLink("Methoden", "/methoden/"), MenuLink("Over deze site", "/over-deze-site/", "page")
    families = MenuLink("Families", "/families/")
    footer = (MenuLink("Over deze site", "/over-deze-site/"),)
    menus = Menus(main=(methods, about), footer=footer, overviews=(families, methods))
    assert set(menus.browse) == {methods, families} and len(menus.browse) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("owner", ["", "Gemeente <Voorbeeld>"])
def test_the_owner_of_the_site_stands_below_every_page(client: Client, settings: Any, owner: str) -> None:
    settings.SITE_OWNER = owner
    page = client.get(make_site().home.url).content.decode()
    assert ("Deze site is van Gemeente &lt;Voorbeeld&gt;." in page) is bool(owner)
    assert ("Deze site is van" in page) is bool(owner)
    told = [message.id for message in run_checks(include_deployment_checks=True)]
    assert (NO_OWNER in told) is not bool(owner)
