"""Wake the worker of this process; a worker in another process looks by itself several times a second."""

from __future__ import annotations

import threading

_awake = threading.Event()


def wake() -> None:
    _awake.set()


def wait(seconds: float) -> None:
    """Return when woken, or after so many seconds."""
    _awake.wait(seconds)
    _awake.clear()
