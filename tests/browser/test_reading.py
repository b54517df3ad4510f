"""Every kind of page, as people with different eyes, hands and screens meet it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.starter.browsing import ContextMaker, launch
from tests.starter.page_kinds import PAGE_KINDS
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
NARROW, WIDE = 320, 1280

_TOO_WIDE = """() => {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return [];
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter((node) => node.getBoundingClientRect().right > limit + 1)
    .map((node) => `${node.tagName} ${node.className} ${Math.round(node.getBoundingClientRect().right)}`);
}"""
# A cell that breaks words anywhere reads as `Gemeen te`; only at a hyphen is fine.
_BREAKING_CELLS = """() => [...document.querySelectorAll('td, th')]
  .filter((cell) => {
    const style = getComputedStyle(cell);
    return style.wordBreak !== 'normal' || style.overflowWrap === 'anywhere';
  })
  .map((cell) => cell.textContent.trim().slice(0, 40))"""
_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}"""


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
# Lines and dots of charts with the colour of what lies behind them, so that nobody sees them.
_UNSEEN_MARKS = """() => {
  const back = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('svg circle, svg line, svg rect, svg .od-chart__change')]
    .filter((mark) => {
      const style = getComputedStyle(mark);
      const seen = [style.fill, style.stroke].filter((colour) => colour !== 'none');
      return seen.length > 0 && seen.every((colour) => colour === back);
    })
    .map((mark) => mark.outerHTML);
}"""
_MOVING = """() => [...document.querySelectorAll('*')]
  .filter((node) => {
    const style = getComputedStyle(node);
    const longest = (text) => Math.max(...text.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.02 || longest(style.animationDuration) > 0.02;
  })
  .map((node) => node.className)"""


def open_kind(page: Page, kind: str) -> None:
    path, status = PAGE_KINDS[kind]
    response = page.goto(path)
    assert response is not None
    assert response.status == status


@pytest.mark.node
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_accessible_and_within_the_window(new_context: ContextMaker, axe_script: str, kind: str, width: int) -> None:
    page = new_context(width).new_page()
    open_kind(page, kind)
    assert page.evaluate(_TOO_WIDE) == []
    assert page.evaluate(_BREAKING_CELLS) == []
    page.evaluate(axe_script)
    assert page.evaluate(_AXE) == []


@pytest.fixture(scope="module")
def large_text(playwright: Playwright, starter_server: StarterSite) -> Iterator[Page]:
    """A window of somebody who has set text to twice its size in the browser."""
    browser = launch(playwright, "--blink-settings=defaultFontSize=32")
    page = browser.new_page(base_url=starter_server.address, viewport={"width": WIDE, "height": 800})
    yield page
    browser.close()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_text_at_twice_the_size_fits(large_text: Page, kind: str) -> None:
    open_kind(large_text, kind)
    assert large_text.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert large_text.evaluate(_TOO_WIDE) == []


@pytest.mark.parametrize("kind", ["home", "method", "search with hits"])
def test_halfway_widths_fit(new_context: ContextMaker, kind: str) -> None:
    """Just before and after the layout changes is where it breaks."""
    page = new_context().new_page()
    open_kind(page, kind)
    for width in (360, 480, 640, 768, 900, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_TOO_WIDE) == [], width


@pytest.mark.parametrize("kind", ["home", "search with hits"])
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


@pytest.mark.parametrize("width", [NARROW, WIDE])
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


@pytest.mark.parametrize("kind", ["home", "method", "search with hits"])
def test_forced_colours(browser: Browser, starter_server: StarterSite, kind: str) -> None:
    """Charts and marks stay visible when the reader's own colours replace ours."""
    context = browser.new_context(base_url=starter_server.address, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    open_kind(page, kind)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(_UNSEEN_MARKS) == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_reduced_motion(browser: Browser, starter_server: StarterSite) -> None:
    context = browser.new_context(base_url=starter_server.address, reduced_motion="reduce")
    page = context.new_page()
    open_kind(page, "home")
    assert page.evaluate(_MOVING) == []
    context.close()
