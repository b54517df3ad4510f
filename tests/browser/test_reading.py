"""Every kind of page fits its window, keeps the rules a machine can check and speaks to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.starter.browsing import ContextMaker, Visit, launch, open_kind
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
# Words in the colour of the page behind them.
_UNSEEN_WORDS = """() => {
  const back = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('main h1, main h2, main h3, main p, main a, main dd, main td, main button')]
    .filter((node) => node.checkVisibility() && node.textContent.trim())
    .filter((node) => {
      const style = getComputedStyle(node);
      return style.color === back && ['rgba(0, 0, 0, 0)', back].includes(style.backgroundColor);
    })
    .map((node) => node.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def visit(browser: Browser, starter_server: StarterSite) -> Iterator[Visit]:
    """For tests that only look."""
    maker = ContextMaker(browser, starter_server.address)
    yield Visit(maker(NARROW).new_page())
    maker.close()


@pytest.mark.node
@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_every_kind_of_page(visit: Visit, axe_script: str, kind: str) -> None:
    """One load for all that can be looked at."""
    open_kind(visit.page, kind)
    keeps_to_itself(visit)
    is_accessible_and_within_the_window(visit.page, axe_script)
    can_be_seen_in_own_colours(visit.page)


def keeps_to_itself(visit: Visit) -> None:
    """No other server, no cookie, nothing stored, no complaint in the console."""
    assert visit.asked
    assert visit.elsewhere() == set()
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [text for text in visit.complaints if "404" not in text and "410" not in text] == []


def is_accessible_and_within_the_window(window: Page, axe_script: str) -> None:
    window.evaluate(axe_script)
    for width in (NARROW, WIDE):
        window.set_viewport_size({"width": width, "height": 800})
        assert window.evaluate(_TOO_WIDE) == [], width
        assert window.evaluate(_SPILLED) == [], width
        assert window.evaluate(_BREAKING_CELLS) == [], width
        assert window.evaluate(_TORN_FIGURES) == [], width
        assert window.evaluate(_AXE) == [], width


def can_be_seen_in_own_colours(window: Page) -> None:
    """Words, charts and marks stay visible when the reader's own colours replace ours."""
    window.emulate_media(forced_colors="active", color_scheme="dark")
    assert window.evaluate("matchMedia('(forced-colors: active)').matches")
    assert window.evaluate(_UNSEEN_MARKS) == []
    assert window.evaluate(_UNSEEN_WORDS) == []
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    window.emulate_media(forced_colors="none", color_scheme="light")
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
    for width in (WIDE, NARROW):
        large_text.set_viewport_size({"width": width, "height": 800})
        assert large_text.evaluate(_TOO_WIDE) == [], width


@pytest.mark.parametrize(
    "kind",
    ["home", "method", "search with hits", "did this too", "all results", "agenda", "comparison", "how we judge"],
)
def test_letters_alone_at_twice_the_size_fit(new_context: ContextMaker, kind: str) -> None:
    """Some readers enlarge letters and nothing else: tables too fit the window."""
    page = new_context().new_page()
    open_kind(page, kind)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_TOO_WIDE) == [], width


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
