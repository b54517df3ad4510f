"""Answers kept in the memory of this process, never more than so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from core.http.cache.stamp import Stamp

# What the bookkeeping of one answer weighs, roughly.
_OVERHEAD = 1_000


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A whole answer as it was made under one stamp. `valid_until` is when time alone makes it wrong.

    `when_sent` is called for each request that gets it, as the view would have done.
    """

    stamp: Stamp
    headers: tuple[tuple[str, str], ...]
    content: bytes
    packed: bytes
    valid_until: datetime | None
    when_sent: Callable[[HttpRequest], None] | None

    @property
    def size(self) -> int:
        return len(self.content) + len(self.packed) + _OVERHEAD


class PagePool:
    """Kept answers by key, the ones asked longest ago go first. Safe for threads."""

    def __init__(self, most_bytes: int) -> None:
        self.bytes = 0
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, KeptAnswer] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, stamp: Stamp, now: datetime) -> KeptAnswer | None:
        """What is kept under this key, when it is right now."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if kept.stamp != stamp or (kept.valid_until is not None and kept.valid_until <= now):
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, answer: KeptAnswer) -> None:
        """Keep it, unless it alone is more than the pool holds."""
        if answer.size > self._most:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = answer
            self.bytes += answer.size
            while self.bytes > self._most:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self.bytes -= dropped.size


class AskedBefore:
    """The keys that were asked lately, a bounded number: a question is kept at the second ask, not at the first."""

    def __init__(self, most: int = 2_000) -> None:
        self._most = most
        self._keys: OrderedDict[int, None] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, key: Hashable) -> bool:
        """True when it was asked before; from now on it was."""
        digest = hash(key)
        with self._lock:
            known = digest in self._keys
            self._keys[digest] = None
            self._keys.move_to_end(digest)
            if len(self._keys) > self._most:
                self._keys.popitem(last=False)
            return known

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()
