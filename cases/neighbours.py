"""What is announced because something else was announced is not followed any further."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from core.changes import announce

_state = threading.local()


def is_following() -> bool:
    """True while `announce_only` is at work in this thread."""
    return bool(getattr(_state, "busy", False))


def announce_only(page_ids: Iterable[int]) -> None:
    """Announce these pages, without the pages beside them."""
    _state.busy = True
    try:
        announce(page_ids)
    finally:
        _state.busy = False
