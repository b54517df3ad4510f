"""Publish changes on this site while its worker is killed and started again and again. Spoils the site."""

from __future__ import annotations

import sys
import time
from random import Random
from typing import Any

from django.core.management import call_command

from cases.models import CasePage
from lab.publishing import (
    Editor,
    behind,
    changes_of,
    compared,
    done,
    end,
    is_claimed,
    publish,
    shares,
    start_worker,
    wait_until,
)

# Seconds from the first sign of work until we look for a batch at work, and from there to the kill.
_LONGEST, _BATCH = 0.6, 0.1


def measure(kills: int, changes: int) -> dict[str, Any]:
    """What came of it: per index how many pages are right, missing, stale and extra; times in seconds."""
    call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
    rng, busy = Random("workers"), 0
    pages = list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))
    for share in shares(changes, kills):
        busy += _round(rng, [rng.choice(pages) for _ in range(share)])
    worker = start_worker()
    started = time.perf_counter()
    try:
        wait_until(lambda: not behind())
    finally:
        end(worker)
    return {
        "changes": changes,
        "kills": kills,
        "busy": busy,
        "caught_up": time.perf_counter() - started,
        "indexes": compared(),
    }


def _round(rng: Random, page_ids: list[int]) -> bool:
    """Publish these while a worker is at work, kill it in the middle of a batch; was there work left?"""
    before = done()
    worker = start_worker()
    publish(page_ids[:1], rng.random())
    editor = Editor(changes_of(page_ids[1:], rng.random()))
    try:
        wait_until(lambda: done() > before)
        editor.start()
        time.sleep(rng.uniform(0, _LONGEST))
        wait_until(lambda: is_claimed() or not editor.is_alive())
        time.sleep(rng.uniform(0, _BATCH))
    finally:
        end(worker)
    busy = bool(behind())
    editor.finish()
    return busy
