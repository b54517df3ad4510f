"""What a first visit costs and whom it speaks to: bytes on the wire, other servers, cookies, errors in the console."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

from tests.starter.browsing import ContextMaker
from tests.starter.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000


@dataclass
class Visit:
    """What a browser asked for while a page was opened."""

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


@pytest.fixture
def visit(new_context: ContextMaker) -> Visit:
    return Visit(new_context().new_page())


@pytest.mark.parametrize("kind", ["home", "method", "case", "family", "search with hits"])
def test_first_view_is_light(visit: Visit, kind: str) -> None:
    visit.page.goto(PAGE_KINDS[kind][0], wait_until="networkidle")
    assert visit.bytes_on_the_wire() <= MOST_BYTES


def test_speaks_to_nobody_else_and_keeps_no_cookie(visit: Visit) -> None:
    for path, _ in PAGE_KINDS.values():
        visit.page.goto(path, wait_until="load")
    assert {urlsplit(url).netloc for url in visit.asked} == {urlsplit(visit.page.url).netloc}
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    refused = [text for text in visit.complaints if "404" not in text and "410" not in text]
    assert refused == []
