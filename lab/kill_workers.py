"""`kill -9` of the search worker or its server while an editor publishes, again and again.

`python -m lab kill_workers kills=4 changes=40`; with `elasticsearch=1` on a server of our own with the copy beside it;
`python -m lab kill_engine kills=4 changes=40` kills that server instead. In the end every index must hold exactly what
the site shows. The embedded engine has no process of its own: what writes it is the worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from typing import Any

from lab.publishing import (
    Editor,
    behind,
    changes_of,
    compared,
    done,
    end,
    fresh_index,
    is_claimed,
    lost_or_extra,
    start_worker,
    wait_until,
)

# Seconds from the first sign of work until we look for a batch at work, and from there to the kill.
_LONGEST, _BATCH = 0.6, 0.1
_HEAD = ["index", "changes", "kills", "killed with work left", "right", "lost", "too many", "caught up in, s"]


def measure(*, kills: int = 40, changes: int = 500) -> dict[str, Any]:
    return killed("the worker", kills, changes, _kill_worker)


def killed(what: str, kills: int, changes: int, round_of: Callable[[Random, Editor], bool]) -> dict[str, Any]:
    """The report of so many rounds; each is given an editor to start, and says whether the kill left work."""
    pages, rng, busy = fresh_index(), Random(what), 0
    for place in range(kills):
        share = changes * (place + 1) // kills - changes * place // kills
        busy += round_of(rng, Editor(changes_of([rng.choice(pages) for _ in range(share)], rng.random())))
    worker, started = start_worker(), time.perf_counter()
    try:
        wait_until(lambda: not behind())
    finally:
        end(worker)
    indexes, seconds = compared(), f"{time.perf_counter() - started:.1f}"
    rows = [
        [index, changes, kills, busy, one["right"], one["missing"] + one["stale"], one["extra"], seconds]
        for index, one in indexes.items()
    ]
    title = f"kill -9 of {what}, {kills} times while {changes} changes are published"
    return {"title": title, "tables": [[_HEAD, rows]], "notes": [], "problems": lost_or_extra(indexes)}


def _kill_worker(rng: Random, editor: Editor) -> bool:
    """In the middle of a batch."""
    before, worker = done(), start_worker()
    first, *editor.acts = editor.acts
    try:
        first()
        wait_until(lambda: done() > before)
        editor.start()
        wait_for_batch(rng, editor)
    finally:
        end(worker)
    busy = bool(behind())
    editor.finish()
    return busy


def wait_for_batch(rng: Random, editor: Editor, consumer: str = "") -> None:
    """Wait for some moment at which a batch is being delivered, or until the editor is done."""
    time.sleep(rng.uniform(0, _LONGEST))
    wait_until(lambda: is_claimed(consumer) or not editor.is_alive())
    time.sleep(rng.uniform(0, _BATCH))
