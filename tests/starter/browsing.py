"""Windows of a browser on the starter site."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect

from tests.starter import needs
from tests.starter.page_kinds import PAGE_KINDS

_ARGUMENTS = [
    "--no-sandbox",  # a CI machine runs as root, where Chromium has no sandbox
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# In milliseconds; only what will never come waits so long, however busy the machine is.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


def launch(playwright: Playwright, *arguments: str) -> Browser:
    """The Chromium of this machine; skips when there is none."""
    return playwright.chromium.launch(executable_path=needs.chromium(), args=[*_ARGUMENTS, *arguments])


def open_kind(page: Page, kind: str) -> None:
    """Open a kind of page (`PAGE_KINDS`) and see that it answers as it should."""
    path, status = PAGE_KINDS[kind]
    response = page.goto(path)
    assert response is not None
    assert response.status == status


class ContextMaker:
    """`new_context(width, script=False)`: the window of a visitor without history, `width` CSS pixels wide."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.made: list[BrowserContext] = []

    def __call__(self, width: int = 1280, *, script: bool = True) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
        )
        context.set_default_timeout(PATIENCE)
        self.made.append(context)
        return context

    def close(self) -> None:
        for context in self.made:
            context.close()


def send_form(page: Page, button: str) -> None:
    """Press the button; a form that was filled in within three seconds asks to read it once more."""
    page.get_by_role("button", name=button, exact=True).click()
    while page.get_by_text("Dat ging wel heel snel").count():
        page.get_by_role("button", name=button, exact=True).click()


@dataclass
class Visit:
    """What a browser asked for and complained of while pages were opened."""

    page: Page
    finished: list[Request] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfinished", lambda request: self.finished.append(request))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def bytes_on_the_wire(self) -> int:
        """Headers and bodies as sent, without pictures in the content."""
        sizes = [each.sizes() for each in self.finished if "/media/" not in each.url]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def elsewhere(self) -> set[str]:
        """The other servers it spoke to."""
        return {urlsplit(url).netloc for url in self.asked} - {urlsplit(self.page.url).netloc}
