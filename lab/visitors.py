"""Visitors of a server, so many pages a second whatever happens to it, and what each of them saw. Needs no Django."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any

from lab.tables import milliseconds, percentile

# What the page says when the copy on this machine answers, and when nothing but the database does.
NOTICE = "Deze resultaten kunnen een paar minuten oud zijn."
PLAIN = "Zoeken werkt nu beperkt"
# Longer than this and a visitor has gone.
_TIMEOUT = 30.0


@dataclass(frozen=True)
class Visit:
    """One page: asked at `at` (of `time.monotonic`), there after `seconds`. `status` is 0 when the server broke off."""

    at: float
    seconds: float
    status: int
    body: str = field(repr=False)

    @property
    def failed(self) -> bool:
        return self.status != 200

    @property
    def is_plain(self) -> bool:
        """Only titles were looked at."""
        return PLAIN in self.body

    @property
    def by_copy(self) -> bool:
        """The index on this machine answered in the place of the search server."""
        return NOTICE in self.body

    def noted(self) -> dict[str, Any]:
        """Without its markup."""
        names = ("at", "seconds", "failed", "is_plain", "by_copy")
        return {name: getattr(self, name) for name in names}


def visit(port: int, address: str) -> Visit:
    """Ask for a page on a connection of its own, so that each worker of the server gets its share."""
    at = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", address, headers={"Host": "localhost", "Connection": "close"})
        response = connection.getresponse()
        status, body = response.status, response.read().decode()
    except (OSError, http.client.HTTPException):
        status, body = 0, ""
    finally:
        connection.close()
    return Visit(at, time.monotonic() - at, status, body)


@dataclass
class Crowd:
    """Visitors who ask for `rate` pages a second together, each at its moment, until the block ends.

    `visits` holds what they saw. A page is asked late when all visitors still wait for theirs.
    """

    port: int
    addresses: Sequence[str]
    rate: float
    visitors: int = 24
    visits: list[Visit] = field(default_factory=list)
    _next: int = 0
    _lock: Lock = field(default_factory=Lock)
    _stop: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)

    def __enter__(self) -> Crowd:
        self._started = time.monotonic()
        self._threads = [Thread(target=self._visit, daemon=True) for _ in range(self.visitors)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def between(self, start: float, end: float) -> list[Visit]:
        """The pages asked for in this time."""
        with self._lock:
            return sorted((one for one in self.visits if start <= one.at < end), key=lambda one: one.at)

    def _visit(self) -> None:
        while True:
            with self._lock:
                number, self._next = self._next, self._next + 1
            if self._stop.wait(max(self._started + number / self.rate - time.monotonic(), 0.0)):
                return
            seen = visit(self.port, self.addresses[number % len(self.addresses)])
            with self._lock:
                self.visits.append(seen)


def times(seen: Sequence[Mapping[str, Any]]) -> str:
    """p50 / p95 / largest of noted visits, in milliseconds."""
    seconds = [one["seconds"] for one in seen]
    return " / ".join(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1)) if seconds else ""


def count(seen: Sequence[Mapping[str, Any]], what: str) -> int:
    return sum(bool(one[what]) for one in seen)
