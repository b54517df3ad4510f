"""Windows of a browser on the starter site."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext

_TIMEOUT = 15_000  # milliseconds


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
        context.set_default_timeout(_TIMEOUT)
        self.made.append(context)
        return context

    def close(self) -> None:
        for context in self.made:
            context.close()
