"""Asks a server for so many pages a second and notes what each showed. Needs no Django."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlencode

from lab.tables import spread

# What the page says when the copy on this machine answers, and when nothing but the database does.
NOTICE, PLAIN = "Deze resultaten kunnen een paar minuten oud zijn.", "Zoeken werkt nu beperkt"
# Longer than this and a visitor has gone.
_TIMEOUT = 30.0
NO_ANSWER = (OSError, http.client.HTTPException)
# What is kept of a page: when it was asked (of `time.monotonic`), how long it took, and what it said.
Visit = dict[str, Any]


def ask(
    port: int, path: str, form: Mapping[str, Any] | None = None, timeout: float = 60.0, **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    """A page, or the answer to a form that is sent, with its text; on a connection of its own, so that each worker of
    the server gets its share. The names of the headers are written with `_`.

    :raises OSError: or http.client.HTTPException when there is no answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    method, body = ("GET", None) if form is None else ("POST", urlencode(form, doseq=True))
    sent = {"Host": "localhost", "Connection": "close", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, path, body, sent | {name.replace("_", "-"): headers[name] for name in headers})
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def visit(port: int, address: str) -> tuple[Visit, str]:
    """Asks for a page; what is noted of it, with its markup."""
    at, status, body = time.monotonic(), 0, ""
    try:
        answer, body = ask(port, address, timeout=_TIMEOUT)
        status = answer.status
    except NO_ANSWER:
        pass
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
    return spread([one["seconds"] for one in seen])


def count(seen: Sequence[Mapping[str, Any]], what: str) -> int:
    return sum(bool(one[what]) for one in seen)
