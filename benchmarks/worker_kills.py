"""Publish changes on this site while its worker is killed and started again and again. Spoils the site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from random import Random
from threading import Thread
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Sum

from benchmarks.sites import ROOT
from cases.models import CasePage
from search.agreement import compare
from search.engines import get_engine, kept
from search.outbox_models import OutboxEntry

_PATIENCE = 300.0
# Seconds from the first sign of work until we look for a batch at work, and from there to the kill.
_LONGEST, _BATCH = 0.6, 0.1


def measure(kills: int, changes: int) -> dict[str, Any]:
    """What came of it: per index how many pages are right, missing, stale and extra; times in seconds."""
    call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
    rng, busy = Random("workers"), 0
    pages = list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))
    for place in range(kills):
        share = changes * (place + 1) // kills - changes * place // kills
        busy += _round(rng, [rng.choice(pages) for _ in range(share)])
    worker = _start()
    started = time.perf_counter()
    try:
        _wait_until(lambda: not _behind())
    finally:
        worker.kill()
        worker.wait()
    return {
        "changes": changes,
        "kills": kills,
        "busy": busy,
        "caught_up": time.perf_counter() - started,
        "indexes": [_compared(engine) for engine in kept(get_engine())],
    }


def _round(rng: Random, page_ids: list[int]) -> bool:
    """Publish these while a worker is at work, kill it in the middle of a batch; was there work left?"""
    before = _done()
    worker = _start()
    _publish(page_ids[:1], rng.random())
    editor = Thread(target=_publish, args=(page_ids[1:], rng.random()))
    try:
        _wait_until(lambda: _done() > before)
        editor.start()
        time.sleep(rng.uniform(0, _LONGEST))
        _wait_until(lambda: _is_claimed() or not editor.is_alive())
        time.sleep(rng.uniform(0, _BATCH))
    finally:
        worker.kill()
        worker.wait()
    busy = bool(_behind())
    editor.join()
    return busy


def _publish(page_ids: list[int], seed: float) -> None:
    """Change the title of each; take one in four off the site, or put it back."""
    rng = Random(seed)
    try:
        for page_id in page_ids:
            with transaction.atomic():
                page = CasePage.objects.get(pk=page_id)
                if page.live and rng.random() < 0.25:
                    page.unpublish()
                else:
                    page.title = f"Proef {rng.getrandbits(60):x}"
                    page.save_revision().publish()
    finally:
        connection.close()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", "search_worker"], cwd=ROOT, env=dict(os.environ))


def _behind() -> int:
    return OutboxEntry.objects.filter(done__lt=F("needed")).count()


def _is_claimed() -> bool:
    """A batch is being delivered now, or was when its worker was killed."""
    return OutboxEntry.objects.filter(done__lt=F("needed")).exclude(claim="").exists()


def _done() -> int:
    return OutboxEntry.objects.aggregate(total=Sum("done"))["total"] or 0


def _wait_until(condition: Any) -> None:
    """:raises TimeoutError: when that takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the worker does not do its work")
        time.sleep(0.01)


def _compared(engine: Any) -> dict[str, Any]:
    found = compare(engine)
    counts = {name: len(getattr(found, name)) for name in ("missing", "stale", "extra")}
    return {"index": engine.name, "right": found.right, **counts}
