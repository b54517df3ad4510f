"""Readers who want nothing to move."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.starter.browsing import open_kind
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser

_MOVING = """() => [...document.querySelectorAll('*')]
  .filter((node) => {
    const style = getComputedStyle(node);
    const longest = (text) => Math.max(...text.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.02 || longest(style.animationDuration) > 0.02;
  })
  .map((node) => node.className)"""


def test_reduced_motion(browser: Browser, starter_server: StarterSite) -> None:
    context = browser.new_context(base_url=starter_server.address, reduced_motion="reduce")
    page = context.new_page()
    for kind in ("home", "method", "search with hits"):
        open_kind(page, kind)
        assert page.evaluate(_MOVING) == [], kind
    context.close()
