"""Publish changes on this site while its Elasticsearch is killed and started again; the worker goes on. Spoils it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from cases.models import CasePage
from lab.nodes import LiveNode, alone
from lab.publishing import (
    Editor,
    behind,
    changes_of,
    compared,
    done,
    end,
    is_claimed,
    shares,
    start_worker,
    wait_until,
)
from search.engines import get_engine

# Seconds from the first change until we look for a batch at work, from there to the kill, and that it stays away.
_LONGEST, _BATCH, _AWAY = 0.6, 0.1, 2.0


def measure(kills: int, changes: int, port: int) -> dict[str, Any]:
    """What came of it: per index how many pages are right, missing, stale and extra; times in seconds.

    `SEARCH_URL` names a node of this machine at `port`; it is started here.

    :raises RuntimeError: when the worker stopped.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, alone(Path(data), port) as node:
        call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
        consumer, rng = get_engine().consumer(), Random("engine")
        pages = list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))
        worker = start_worker()
        try:
            busy = sum(
                _round(node, consumer, rng, [rng.choice(pages) for _ in range(share)])
                for share in shares(changes, kills)
            )
            started = time.perf_counter()
            wait_until(lambda: not behind())
            caught_up = time.perf_counter() - started
            if worker.poll() is not None:
                raise RuntimeError("the worker stopped")
        finally:
            end(worker)
        return {"changes": changes, "kills": kills, "busy": busy, "caught_up": caught_up, "indexes": compared()}


def _round(node: LiveNode, consumer: str, rng: Random, page_ids: list[int]) -> bool:
    """Publish these, kill the server in the middle of a batch and start it again; was there work left?"""
    editor = Editor(changes_of(page_ids, rng.random()))
    editor.start()
    time.sleep(rng.uniform(0, _LONGEST))
    wait_until(lambda: is_claimed(consumer) or not editor.is_alive())
    time.sleep(rng.uniform(0, _BATCH))
    node.kill()
    busy, before = bool(behind(consumer)), done(consumer)
    time.sleep(rng.uniform(0, _AWAY))
    node.start()
    editor.finish()
    wait_until(lambda: done(consumer) > before or not behind(consumer))
    return busy
