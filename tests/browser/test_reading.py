"""Every kind of page fits its window and keeps the rules a machine can check."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.starter.browsing import ContextMaker, launch, open_kind
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
# Text that leaves the cell, figure or list it belongs to, and so lies over its neighbour.
_SPILLED = """() => [...document.querySelectorAll('td, tbody th, dd, .od-figure__numbers, .od-sources__cert')]
  .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1 && !box.querySelector('svg, .od-vh'))
  .map((box) => `${box.className} ${box.textContent.trim().slice(0, 40)}`)"""
# A cell that breaks words anywhere reads as `Gemeen te`; only at a hyphen is fine.
_BREAKING_CELLS = """() => [...document.querySelectorAll('td, th')]
  .filter((cell) => {
    const style = getComputedStyle(cell);
    return style.wordBreak !== 'normal' || style.overflowWrap === 'anywhere';
  })
  .map((cell) => cell.textContent.trim().slice(0, 40))"""
# The large figure stands on one line: its parts share a middle.
_TORN_FIGURES = """() => [...document.querySelectorAll('.od-figure__numbers')]
  .filter((line) => {
    const parts = [...line.querySelectorAll('.od-figure__before, .od-figure__after')];
    const middles = parts.map((part) => part.getBoundingClientRect()).map((box) => box.top + box.height / 2);
    return middles.length === 2 && Math.abs(middles[0] - middles[1]) > 8;
  })
  .map((line) => line.textContent)"""
# The size of targets (24 pixels) is a rule of WCAG 2.2 that axe leaves out unless asked.
_AXE = """async () => {
  const options = {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}};
  const found = await axe.run(document, options);
  return found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}"""


@pytest.fixture(scope="module")
def window(browser: Browser, starter_server: StarterSite) -> Iterator[Page]:
    """For tests that only look."""
    maker = ContextMaker(browser, starter_server.address)
    yield maker(NARROW).new_page()
    maker.close()


@pytest.mark.node
@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_accessible_and_within_the_window(window: Page, axe_script: str, kind: str) -> None:
    """One load for both widths."""
    open_kind(window, kind)
    window.evaluate(axe_script)
    for width in (NARROW, WIDE):
        window.set_viewport_size({"width": width, "height": 800})
        assert window.evaluate(_TOO_WIDE) == [], width
        assert window.evaluate(_SPILLED) == [], width
        assert window.evaluate(_BREAKING_CELLS) == [], width
        assert window.evaluate(_TORN_FIGURES) == [], width
        assert window.evaluate(_AXE) == [], width
    window.set_viewport_size({"width": NARROW, "height": 800})


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


@pytest.mark.parametrize("kind", ["home", "method", "case", "search with hits"])
def test_halfway_widths_fit(new_context: ContextMaker, kind: str) -> None:
    """Just before and after the layout changes is where it breaks."""
    page = new_context().new_page()
    open_kind(page, kind)
    for width in (360, 480, 640, 768, 900, 1024, 1120, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_TOO_WIDE) == [], width
        assert page.evaluate(_SPILLED) == [], width
        assert page.evaluate(_TORN_FIGURES) == [], width
