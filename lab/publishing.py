"""An editor who publishes on this site while something happens to its search, and what came of it in the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from threading import Thread
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum

from cases.models import CasePage
from lab.sites import ROOT
from search.agreement import compare
from search.contract import Engine
from search.engines import get_engine, kept
from search.outbox_models import OutboxEntry

_PATIENCE = 300.0


Act = Callable[[], None]


def publish(page_ids: Sequence[int], seed: float) -> None:
    """Change these pages."""
    for act in changes_of(page_ids, seed):
        act()


def changes_of(page_ids: Sequence[int], seed: float) -> list[Act]:
    """A change of each: another title; one in four goes off the site, or back."""
    rng = Random(seed)
    return [partial(_change, page_id, rng) for page_id in page_ids]


def _change(page_id: int, rng: Random) -> None:
    with transaction.atomic():
        page = CasePage.objects.get(pk=page_id)
        if page.live and rng.random() < 0.25:
            page.unpublish()
        else:
            page.title = f"Proef {rng.getrandbits(60):x}"
            page.save_revision().publish()


class Editor(Thread):
    """Publishes in a thread of its own, with `pause` seconds after each change. `published` is how many so far."""

    def __init__(self, acts: Sequence[Act], pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.acts, self.pause = acts, pause
        self.published = 0
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            for act in self.acts:
                act()
                self.published += 1
                time.sleep(self.pause)
        except Exception as error:
            self.failure = error
        finally:
            connection.close()

    def finish(self) -> None:
        """Wait for the end.

        :raises Exception: what made it stop halfway.
        """
        self.join()
        if self.failure is not None:
            raise self.failure


def shares(changes: int, rounds: int) -> list[int]:
    """So many changes, spread over the rounds."""
    return [changes * (place + 1) // rounds - changes * place // rounds for place in range(rounds)]


def start_worker() -> subprocess.Popen[bytes]:
    """`manage.py search_worker` on this site."""
    return subprocess.Popen([sys.executable, "manage.py", "search_worker"], cwd=ROOT, env=dict(os.environ))


def end(process: subprocess.Popen[bytes]) -> None:
    """`kill -9`."""
    process.kill()
    process.wait()


def behind(consumer: str = "") -> int:
    """How many pages an index is behind with, all indexes together when none is named."""
    return _entries(consumer).filter(done__lt=F("needed")).count()


def is_claimed(consumer: str = "") -> bool:
    """A batch is being delivered now, or was when its worker was killed."""
    return _entries(consumer).filter(done__lt=F("needed")).exclude(claim="").exists()


def done(consumer: str = "") -> int:
    """How many changes were delivered so far."""
    return _entries(consumer).aggregate(total=Sum("done"))["total"] or 0


def _entries(consumer: str) -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(consumer__name=consumer) if consumer else OutboxEntry.objects.all()


def wait_until(condition: Callable[[], object], what: str = "the worker does not do its work") -> None:
    """:raises TimeoutError: with `what`, when that takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.01)


def compared() -> list[dict[str, Any]]:
    """Per index behind the engine how many pages are right, missing, stale and extra."""
    return [_compared(engine) for engine in kept(get_engine())]


def _compared(engine: Engine) -> dict[str, Any]:
    found = compare(engine)
    counts = {name: len(getattr(found, name)) for name in ("missing", "stale", "extra")}
    return {"index": engine.name, "right": found.right, **counts}
