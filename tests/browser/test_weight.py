"""What a first visit costs: bytes on the wire."""

from __future__ import annotations

import pytest

from tests.starter.browsing import ContextMaker, Visit
from tests.starter.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser
# A method also shows what other rooms offer on it; without that it stays below 100 kB.
MOST_BYTES = 102_000


@pytest.fixture
def visit(new_context: ContextMaker) -> Visit:
    return Visit(new_context().new_page())


@pytest.mark.parametrize("kind", ["home", "method", "case", "family", "search with hits"])
def test_first_view_is_light(visit: Visit, kind: str) -> None:
    visit.page.goto(PAGE_KINDS[kind][0], wait_until="networkidle")
    assert visit.bytes_on_the_wire() <= MOST_BYTES
