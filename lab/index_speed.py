"""How large database and index are, how long a rebuild takes, and how soon a published change is found."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from cases.models import CasePage
from lab.tables import percentile
from search.contract import Question
from search.engines import get_engine
from search.rebuilding import rebuild
from search.service import ask
from search.worker import start_worker_thread

PUBLICATIONS = 10
_PATIENCE = 30.0


def measure() -> dict[str, Any]:
    """Sizes in bytes, times in seconds. Writes to the site: give it a copy."""
    started = time.perf_counter()
    rebuild(get_engine())
    rebuilt = time.perf_counter() - started
    publish, found = _publish()
    return {
        "database": _database_size(),
        "index": _index_size(),
        "rebuild": rebuilt,
        "publish p50": percentile(publish, 0.5),
        "publish max": max(publish),
        "found p50": percentile(found, 0.5),
        "found max": max(found),
    }


def _publish() -> tuple[list[float], list[float]]:
    """Per publication: how long saving and publishing took, and how long after that the change was found."""
    worker = start_worker_thread()
    publish, found = [], []
    try:
        for page, word in zip(CasePage.objects.order_by("pk")[:PUBLICATIONS], _words(), strict=False):
            started = time.perf_counter()
            page.title = f"{page.title} {word}"
            with transaction.atomic():
                page.save_revision().publish()
            saved = time.perf_counter()
            _wait_for(word, page.pk)
            publish.append(saved - started)
            found.append(time.perf_counter() - saved)
    finally:
        worker.stop.set()
    return publish, found


def _wait_for(word: str, page_id: int) -> None:
    """:raises TimeoutError: when it is not found in time."""
    deadline = time.monotonic() + _PATIENCE
    while page_id not in {hit.page_id for hit in ask(Question(word)).hits}:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{word} is not found")
        time.sleep(0.005)


def _words() -> list[str]:
    """Words that no page holds."""
    return [f"qx{chr(97 + place)}vwz" for place in range(PUBLICATIONS)]


def _database_size() -> int:
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        pages, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def _index_size() -> int:
    """Of the index that counts; older ones are dropped after an hour."""
    root = Path(settings.SEARCH_INDEX_DIR)
    current = root / (root / "CURRENT").read_text().strip()
    return sum(path.stat().st_size for path in current.iterdir())
