"""Readers who bring their own colours or want nothing to move."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.starter.browsing import open_kind
from tests.starter.page_kinds import PAGE_KINDS
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser

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
_MOVING = """() => [...document.querySelectorAll('*')]
  .filter((node) => {
    const style = getComputedStyle(node);
    const longest = (text) => Math.max(...text.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.02 || longest(style.animationDuration) > 0.02;
  })
  .map((node) => node.className)"""


@pytest.fixture(scope="module")
def own_colours(browser: Browser, starter_server: StarterSite) -> Iterator[Page]:
    context = browser.new_context(base_url=starter_server.address, forced_colors="active", color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_forced_colours(own_colours: Page, kind: str) -> None:
    """Words, charts and marks stay visible when the reader's own colours replace ours."""
    open_kind(own_colours, kind)
    assert own_colours.evaluate("matchMedia('(forced-colors: active)').matches")
    assert own_colours.evaluate(_UNSEEN_MARKS) == []
    assert own_colours.evaluate(_UNSEEN_WORDS) == []
    expect(own_colours.get_by_role("heading", level=1)).to_be_visible()


def test_reduced_motion(browser: Browser, starter_server: StarterSite) -> None:
    context = browser.new_context(base_url=starter_server.address, reduced_motion="reduce")
    page = context.new_page()
    for kind in ("home", "method", "search with hits"):
        open_kind(page, kind)
        assert page.evaluate(_MOVING) == [], kind
    context.close()
