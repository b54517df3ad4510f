"""Guards for a public address that takes something in without a cookie: where it came from, and how often."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether the `Origin` header, if any, is our own. A client without it is no browser that can be misused.

    A page that tells nobody its address (`Referrer-Policy: no-referrer`) sends its form with the origin `null`; then a
    browser says in `Sec-Fetch-Site`, which no script can set, that it came from here.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    if origin == "null":
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin in {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"} and bool(urlsplit(origin).hostname)


@dataclass
class Rate:
    """A limit of `most` per `span` seconds for all clients together, in this process."""

    most: int = 20
    span: float = 600.0
    _moments: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self) -> bool:
        """True, and counted, when there is room."""
        now = time.monotonic()
        with self._lock:
            while self._moments and self._moments[0] <= now - self.span:
                self._moments.popleft()
            if len(self._moments) >= self.most:
                return False
            self._moments.append(now)
            return True

    def reset(self) -> None:
        with self._lock:
            self._moments.clear()
