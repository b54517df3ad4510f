"""One worker works at a time per host. Its name stays, so that after a kill it goes on with what it had claimed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from core.file_lock import file_lock


@contextmanager
def worker_lock(wait: float = 0.0) -> Iterator[str]:
    """Hold the right to bring pages to the indexes from this host; gives the name to claim under.

    :raises TimeoutError: when another worker keeps it for longer than `wait` seconds.
    :raises OSError: when the directory of the index cannot be used.
    """
    directory = Path(settings.SEARCH_INDEX_DIR)
    with file_lock(directory / "worker.lock", wait):
        yield _name(directory / "worker.name")


def _name(path: Path) -> str:
    name = path.read_text().strip() if path.exists() else ""
    if not name:
        name = secrets.token_hex(8)
        path.write_text(name)
    return name
