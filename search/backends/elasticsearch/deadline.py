"""How long a page may wait for a search server, however much it asks; the rest is for answering without it."""

from __future__ import annotations

import math
import time
from contextvars import ContextVar
from typing import Any

# Seconds from the start of a request; a page is to be there within 1.5.
PER_PAGE = 1.1

_deadline: ContextVar[float | None] = ContextVar("search_deadline", default=None)


def start(**_: Any) -> None:
    """A request begins."""
    _deadline.set(time.monotonic() + PER_PAGE)


def stop(**_: Any) -> None:
    """A request is over; commands and workers have no deadline."""
    _deadline.set(None)


def seconds_left() -> float:
    """Seconds this request may still wait; endless outside a request."""
    deadline = _deadline.get()
    return math.inf if deadline is None else deadline - time.monotonic()
