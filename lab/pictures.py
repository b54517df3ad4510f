"""Pictures of a page on a small and on a large screen."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.starter.browsing import launch

WIDTHS = (320, 1280)
_WIDTH = "document.documentElement.scrollWidth"


def take(port: int, path: str, directory: str) -> dict[str, int]:
    """Pictures of the page in this directory; per width of the screen how wide the page became."""
    Path(directory).mkdir(parents=True, exist_ok=True)
    found = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, locale="nl-NL")
            page.goto(f"http://127.0.0.1:{port}{path}")
            page.screenshot(path=Path(directory) / f"notice-{width}.png")
            found[str(width)] = page.evaluate(_WIDTH)
        browser.close()
    return found
