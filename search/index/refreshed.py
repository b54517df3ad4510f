"""A value derived from an index. The first thread after a change makes it again; others keep the old one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Refreshed(Generic[T]):
    """`value` is there from the start; `pause` says how many seconds it is kept, given how many it took to make."""

    value: T
    pause: Callable[[float], float]
    _stamp: str = ""
    _next_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, stamp: str, make: Callable[[], T]) -> T:
        """The value of the index with this stamp; an older one while another thread makes it, or within the pause."""
        if self._is_due(stamp) and self._lock.acquire(blocking=False):
            try:
                if self._is_due(stamp):
                    started = time.monotonic()
                    self.value, self._stamp = make(), stamp
                    ended = time.monotonic()
                    self._next_at = ended + self.pause(ended - started)
            finally:
                self._lock.release()
        return self.value

    def _is_due(self, stamp: str) -> bool:
        return stamp != self._stamp and time.monotonic() >= self._next_at
