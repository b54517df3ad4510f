"""A lock between threads and processes of one host, free again when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.01


@contextmanager
def file_lock(path: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock `path` (made when missing).

    :raises TimeoutError: when another holds it for longer than `wait` seconds.
    :raises OSError: when the file cannot be opened.
    """
    deadline = time.monotonic() + wait
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise TimeoutError(f"{path.name} is locked") from None
                time.sleep(_PAUSE)
        yield
