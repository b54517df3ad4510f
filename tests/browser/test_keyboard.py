"""Every stop of the Tab key can be seen, in an order that ends."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.starter.browsing import ContextMaker, open_kind

pytestmark = pytest.mark.browser

_FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  // A field may show it on the box that it fills together with its button.
  const outlined = [node, node.parentElement].some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const on_screen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return {
    what: node.outerHTML.slice(0, 120),
    place: [...document.querySelectorAll('*')].indexOf(node),
    visible: outlined && on_screen,
  };
}"""


@pytest.mark.parametrize("kind", ["home", "method", "search with hits"])
def test_every_tab_stop_shows_the_focus(new_context: ContextMaker, kind: str) -> None:
    page = new_context().new_page()
    open_kind(page, kind)
    stops = []
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 20
    assert [stop["what"] for stop in stops if not stop["visible"]] == []
    assert len({stop["place"] for stop in stops}) == len(stops), "the order goes round in circles"


@pytest.mark.parametrize("width", [320, 1280])
def test_skip_link(new_context: ContextMaker, width: int) -> None:
    page = new_context(width).new_page()
    open_kind(page, "method")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Ga naar de inhoud")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_escape_closes_the_menu_and_gives_the_focus_back(new_context: ContextMaker) -> None:
    page = new_context(320).new_page()
    open_kind(page, "home")
    button = page.locator("[data-menu] > summary")
    link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").first
    button.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()
