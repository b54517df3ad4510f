"""This site as visitors search it: a production server with its worker beside it, and what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from lab.page_addresses import searches
from lab.publishing import end, start_worker
from lab.servers import gunicorn
from lab.sites import Site
from lab.visitors import visit

_KINDS = ("search: one word", "search: two words", "search: words and two filters")
_OPENED, _CLOSED = "the search server does not answer", "the search server answers again"


@contextmanager
def served(log: Path) -> Iterator[int]:
    """A server with two workers, warm, and a search worker beside it; gives the port. Its warnings go to `log`."""
    worker = start_worker()
    try:
        with gunicorn(Site("", Path(settings.DATA_DIR)), log) as port:
            for _ in range(20):
                visit(port, "/zoeken/?q=brief")
                visit(port, "/zoeken/suggesties/?q=her")
            yield port
    finally:
        end(worker)


def questions() -> list[str]:
    """Addresses of search pages of several kinds."""
    return [address for kind in _KINDS for address in searches()[kind][:8]]


def open_breakers(log: Path) -> int:
    """How many workers of the server have their breaker open now, by its log."""
    text = log.read_text()
    return text.count(_OPENED) - text.count(_CLOSED)
