"""What this host answered, counted per process in a small mapped file each, so that one process can tell of all.

Labels come from lists in this module, never from an address, a question or an account.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

# First part of an address -> what is counted. What is not named is a page.
_KINDS = {"zoeken": "search", "beheer": "editors", "toegang": "log-in", "s": "private", "w": "private", "api": "api"}
KINDS = ("pages", *dict.fromkeys(_KINDS.values()), "files")
_FILES = ("static", "media", "documenten")
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
CACHE = ("hit", "miss")
_SECONDS, _BUCKET, _OF_CACHE = "seconds", "bucket", "cache"

Key = tuple[str, ...]
_KEYS: list[Key] = [
    *(("status", kind, status) for kind in KINDS for status in STATUSES),
    *((_BUCKET, kind, str(bound)) for kind in KINDS for bound in BOUNDS),
    *((_SECONDS, kind) for kind in KINDS),
    *((_OF_CACHE, word) for word in CACHE),
]
_PLACE = {key: 8 * place for place, key in enumerate(_KEYS)}
_SIZE = 8 * len(_KEYS)


def kind_of(path: str) -> str:
    first = path.lstrip("/").partition("/")[0].lower()
    return "files" if first in _FILES else _KINDS.get(first, "pages")


def count(path: str, status: int, seconds: float, cache: str) -> None:
    """Note one answer. Does nothing where no file can be made: a full disk is no reason to fail a page."""
    own = _own(os.getpid())
    if own is None:
        return
    kind = kind_of(path)
    own.add(("status", kind, f"{status // 100}xx"), 1)
    own.add((_SECONDS, kind), seconds)
    for bound in BOUNDS:
        if seconds <= bound:
            own.add((_BUCKET, kind, str(bound)), 1)
    if cache in CACHE:
        own.add((_OF_CACHE, cache), 1)


def counted() -> Iterator[tuple[str, dict[Key, float]]]:
    """The number of each living process of this host that answered something, with its counts."""
    for path in sorted(_directory().glob("[0-9]*")):
        content = path.read_bytes() if _lives(int(path.name)) else b""
        if len(content) == _SIZE:
            yield path.name, dict(zip(_KEYS, struct.unpack(f"{len(_KEYS)}d", content), strict=True))


class _Counters:
    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _SIZE)
        self._lock = Lock()

    def add(self, key: Key, amount: float) -> None:
        place = _PLACE.get(key)
        if place is not None:
            with self._lock:
                (before,) = struct.unpack_from("d", self._map, place)
                struct.pack_into("d", self._map, place, before + amount)


@lru_cache(1)
def _own(process: int) -> _Counters | None:
    try:
        _directory().mkdir(exist_ok=True)
        for path in _directory().glob("[0-9]*"):
            if not _lives(int(path.name)):
                path.unlink(missing_ok=True)
        return _Counters(_directory() / str(process))
    except OSError:
        return None


def _directory() -> Path:
    return Path(settings.DATA_DIR) / "metrics"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
