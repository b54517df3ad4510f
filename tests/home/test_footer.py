"""The foot of a page names each page once."""

from __future__ import annotations

from home.navigation import MenuLink, Menus


def test_a_page_stands_in_the_footer_once() -> None:
    methods, about = MenuLink("Methoden", "/methoden/"), MenuLink("Over deze site", "/over-deze-site/", "page")
    families = MenuLink("Families", "/families/")
    footer = (MenuLink("Over deze site", "/over-deze-site/"),)
    menus = Menus(main=(methods, about), footer=footer, overviews=(families, methods))
    assert set(menus.browse) == {methods, families} and len(menus.browse) == 2
