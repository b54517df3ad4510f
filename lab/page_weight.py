"""What a first visit to a page costs: bytes on the wire and requests, in a browser with an empty cache."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, Request, sync_playwright

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@dataclass(frozen=True)
class Weight:
    """Bytes of headers and bodies as sent (packed), of the page alone and of everything, and the requests it took."""

    page: int
    everything: int
    requests: int


def chromium() -> str | None:
    """The browser of this machine: `CHROMIUM` when set, else what stands in the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)


def weigh(port: int, paths: Mapping[str, str], browser: str) -> dict[str, Weight]:
    """Weight by name of page, of the server on this port."""
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=_ARGUMENTS)
        try:
            return {name: _weigh(window, f"http://localhost:{port}{path}") for name, path in paths.items()}
        finally:
            window.close()


def _weigh(browser: Browser, url: str) -> Weight:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    finished: list[Request] = []
    page = context.new_page()
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(url, wait_until="networkidle")
    sizes = [request.sizes() for request in finished]
    weights = [size["responseHeadersSize"] + size["responseBodySize"] for size in sizes]
    context.close()
    return Weight(page=weights[0], everything=sum(weights), requests=len(weights))
