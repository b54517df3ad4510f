"""Publishes on this site while a proof disturbs its search, and compares the indexes with the site afterwards.

Shared by the proofs that `python -m lab` runs; not run by itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum

from cases.models import CasePage
from lab.load import visit
from lab.servers import serving
from lab.sites import ROOT, Site
from search.backends.registry import get_engine, kept
from search.indexing.drift import compare
from search.indexing.models import OutboxEntry

_PATIENCE = 300.0
_OPENED, _CLOSED = "the search server does not answer", "the search server answers again"


def change(page_id: int, title: str = "") -> None:
    """Publish the page with this title (`{}` stands for the one it has); without a title it goes off the site."""
    with transaction.atomic():
        page = CasePage.objects.get(pk=page_id)
        if title:
            page.title = title.format(page.title)
            page.save_revision().publish()
        else:
            page.unpublish()


def changes_of(page_ids: Sequence[int], seed: float) -> list[Callable[[], None]]:
    """A change of each: another title; one in four of those that are live goes off the site."""
    rng = Random(seed)
    return [partial(_change, page_id, rng) for page_id in page_ids]


def _change(page_id: int, rng: Random) -> None:
    goes = rng.random() < 0.25 and CasePage.objects.filter(pk=page_id, live=True).exists()
    change(page_id, "" if goes else f"Proef {rng.getrandbits(60):x}")


class Editor(Thread):
    """Publishes in a thread of its own, with `pause` seconds after each change. `published` is how many so far."""

    def __init__(self, acts: Sequence[Callable[[], None]], pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.acts, self.pause = list(acts), pause
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


def fresh_index() -> list[int]:
    """Rebuild every index; the keys of the live cases."""
    call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
    return list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))


def start_worker() -> subprocess.Popen[bytes]:
    """`manage.py search_worker` on this site."""
    return subprocess.Popen([sys.executable, "manage.py", "search_worker"], cwd=ROOT, env=dict(os.environ))


def end(process: subprocess.Popen[bytes]) -> None:
    """`kill -9`."""
    process.kill()
    process.wait()


@contextmanager
def served(log: Path) -> Iterator[int]:
    """A server with two workers, warm, and a search worker beside it; gives the port. Its warnings go to `log`."""
    worker = start_worker()
    try:
        with serving(Site("", Path(settings.DATA_DIR)), log=log) as server:
            for _ in range(20):
                visit(server.port, "/zoeken/?q=brief")
                visit(server.port, "/zoeken/suggesties/?q=her")
            yield server.port
    finally:
        end(worker)


def open_breakers(log: Path) -> int:
    """How many workers of the server have their breaker open now, by its log."""
    text = log.read_text()
    return text.count(_OPENED) - text.count(_CLOSED)


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


def compared() -> dict[str, dict[str, int]]:
    """Per index behind the engine how many pages are right, missing, stale and extra."""
    found = {engine.name: compare(engine) for engine in kept(get_engine())}
    names = ("missing", "stale", "extra")
    return {
        index: {"right": one.right, **{name: len(getattr(one, name)) for name in names}} for index, one in found.items()
    }


def lost_or_extra(indexes: dict[str, dict[str, int]]) -> list[str]:
    """Problems: pages that an index lacks, holds in an old version, or holds and should not."""
    return [
        f"{one[name]} pages {name} in {index}"
        for index, one in indexes.items()
        for name in ("missing", "stale", "extra")
        if one[name]
    ]
