"""The foot of a page names each page once."""

from __future__ import annotations

from home.navigation import MenuLink, Menus


def test_a_page_in_the_footer_is_not_repeated_from_the_main_menu() -> None:
    methods, about = MenuLink("Methoden", "/methoden/"), MenuLink("Over deze site", "/over-deze-site/", "page")
    menus = Menus(main=(methods, about), footer=(MenuLink("Over deze site", "/over-deze-site/"),))
    assert menus.only_main == (methods,)
