"""Asks a server for so many pages a second and notes what each showed. Needs no Django."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from threading import Event, Lock, Thread
from typing import Any

from lab.tables import milliseconds, percentile

# What the page says when the copy on this machine answers, and when nothing but the database does.
NOTICE, PLAIN = "Deze resultaten kunnen een paar minuten oud zijn.", "Zoeken werkt nu beperkt"
# Longer than this and a visitor has gone.
_TIMEOUT = 30.0
# What is kept of a page: when it was asked (of `time.monotonic`), how long it took, and what it said.
Visit = dict[str, Any]


def visit(port: int, address: str) -> tuple[Visit, str]:
    """Asks for a page on a connection of its own, so that each worker of the server gets its share; with its markup."""
    at, status, body = time.monotonic(), 0, ""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", address, headers={"Host": "localhost", "Connection": "close"})
        response = connection.getresponse()
        status, body = response.status, response.read().decode()
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    seen = {"at": at, "seconds": time.monotonic() - at, "failed": status != 200}
    return {**seen, "by_copy": NOTICE in body, "is_plain": PLAIN in body}, body


class Crowd:
    """Visitors who ask for `rate` pages a second together, each at its moment, until the block ends.

    A page is asked late when all visitors still wait for theirs.
    """

    def __init__(self, port: int, addresses: Sequence[str], rate: float, visitors: int = 24) -> None:
        self.port, self.addresses, self.rate = port, addresses, rate
        self._visits: list[Visit] = []
        self._next, self._lock, self._stop = 0, Lock(), Event()
        self._threads = [Thread(target=self._visit, daemon=True) for _ in range(visitors)]

    def __enter__(self) -> Crowd:
        self._started = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def between(self, start: float, end: float) -> list[Visit]:
        """The pages asked for in this time, oldest first."""
        with self._lock:
            return sorted((one for one in self._visits if start <= one["at"] < end), key=lambda one: float(one["at"]))

    def _visit(self) -> None:
        while True:
            with self._lock:
                number, self._next = self._next, self._next + 1
            if self._stop.wait(max(self._started + number / self.rate - time.monotonic(), 0.0)):
                return
            seen, _ = visit(self.port, self.addresses[number % len(self.addresses)])
            with self._lock:
                self._visits.append(seen)


def times(seen: Sequence[Mapping[str, Any]]) -> str:
    """p50 / p95 / largest, in milliseconds."""
    seconds = [one["seconds"] for one in seen]
    return " / ".join(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1)) if seconds else ""


def count(seen: Sequence[Mapping[str, Any]], what: str) -> int:
    return sum(bool(one[what]) for one in seen)
