"""Several workers on one index at the same time, each with a connection of its own: PostgreSQL.

What stands in the database here is really committed, so it is little and taken away again: groups of synonyms play the
part of pages.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from core.jobs.publish_scheduled import publish_due
from core.published import Document
from search.contract import Engine
from search.curation.synonyms import SynonymGroup
from search.indexing import outbox
from search.indexing.leases import claim, mark_done
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.sync import deliver
from tests.search.memory_engine import MemoryEngine
from tests.search.records import NO_CHANGES, make_record

pytestmark = [
    pytest.mark.only_postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only: several writers at once"),
]
ITEMS = 12
WORKERS = 3


@pytest.fixture(autouse=True)
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database without a transaction around the test."""
    with django_db_blocker.unblock():
        yield
        Consumer.objects.all().delete()
        SynonymGroup.objects.filter(line__startswith="proef").delete()
        connection.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(WORKERS + 2) as made:
        yield made


def together(pool: ThreadPoolExecutor, *calls: Callable[[], Any]) -> list[Any]:
    """Run these at the same time, each on its own connection; what they gave."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(60)
        return apart(call)

    return [done.result(300) for done in [pool.submit(run, call) for call in calls]]


def apart(call: Callable[[], Any]) -> Any:
    try:
        return call()
    finally:
        connection.close()


@contextmanager
def changing(pool: ThreadPoolExecutor, page_ids: Iterable[int], *, keep: bool) -> Iterator[Future[None]]:
    """An editor's transaction that has noted these pages, open until the end of the block.

    What waits for it waits until it gives up after half a minute, and is then `done`.
    """
    noted, end = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            outbox.note_changes(set(page_ids))
            noted.set()
            end.wait(30)
            if not keep:
                transaction.set_rollback(True)

    editor: Future[None] = pool.submit(apart, change)
    try:
        assert noted.wait(60)
        yield editor
    finally:
        end.set()
        editor.result(60)


class Counting(MemoryEngine):
    """Counts how often each page was written; every worker begins when all have something in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.written: Counter[int] = Counter()
        self.begin = threading.Barrier(WORKERS)
        self.begun: set[int] = set()

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        if threading.get_ident() not in self.begun:
            self.begun.add(threading.get_ident())
            self.begin.wait(60)
        self.written.update(deletes)


def test_nobody_does_the_work_of_another(pool: ThreadPoolExecutor) -> None:
    engine, consumer = Counting(), outbox.register("shared")
    pages = range(10**9, 10**9 + 3_000)  # no such pages: each is taken out of the index
    outbox.note_changes(pages)

    def work(name: str) -> int:
        done = 0
        while found := deliver(engine, consumer, name):
            done += found
        return done

    shares = together(pool, *(lambda place=place: work(f"host{place}") for place in range(WORKERS)))
    assert engine.written == Counter(pages)
    assert sum(shares) == len(pages)
    assert all(shares)
    assert outbox.behind(consumer) == 0


def test_what_an_editor_is_changing_does_not_hold_up_the_rest(pool: ThreadPoolExecutor) -> None:
    consumer = outbox.register("shared")
    outbox.note_changes({1, 2, 3})
    with changing(pool, {2}, keep=True) as editor:
        assert sorted(entry.page_id for entry in claim(consumer, "here")) == [1, 3]
        assert not editor.done()
    assert [(entry.page_id, entry.needed) for entry in claim(consumer, "here") if entry.page_id == 2] == [(2, 2)]


@pytest.mark.parametrize("keep", [True, False])
def test_a_worker_that_is_done_never_waits_for_an_editor(pool: ThreadPoolExecutor, keep: bool) -> None:
    """Nor does it say that the change of the editor was delivered."""
    consumer = outbox.register("shared")
    outbox.note_changes({1, 2})
    entries = claim(consumer, "here")
    with changing(pool, {2}, keep=keep) as editor:
        mark_done(consumer, entries)
        assert not editor.done()
        assert outbox.behind(consumer) == 1
    found = OutboxEntry.objects.get(page_id=2)
    assert (found.done, found.needed) == (0, 2 if keep else 1)
    assert [entry.page_id for entry in claim(consumer, "here")] == [2]


def test_an_index_that_is_new_waits_for_changes_noted_without_it(pool: ThreadPoolExecutor) -> None:
    outbox.register("old")
    registered: list[float] = []

    def register() -> None:
        outbox.register("new")
        registered.append(time.monotonic())

    with changing(pool, {1}, keep=True):
        waiting = pool.submit(apart, register)
        time.sleep(0.3)
        assert registered == []
    waiting.result(60)
    assert registered
    outbox.note_changes({1})
    assert outbox.behind(Consumer.objects.get(name="new")) == 1


def test_two_editors_who_note_the_same_pages_do_not_stop_each_other(pool: ThreadPoolExecutor) -> None:
    consumer = outbox.register("shared")

    def note(seed: int) -> None:
        rng = Random(seed)
        for _ in range(25):
            outbox.note_changes(rng.sample(range(200), 60))

    together(pool, *(lambda seed=seed: note(seed) for seed in range(WORKERS)))
    assert sum(outbox.versions(consumer).values()) == WORKERS * 25 * 60


class Ordered(MemoryEngine):
    """Takes no old write after a newer one, as Elasticsearch. An engine that cannot has one worker, kept by a lock."""

    def __init__(self) -> None:
        super().__init__()
        self.latest: dict[int, int] = {}
        self.lock = threading.Lock()

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        assert isinstance(deletes, Mapping)
        with self.lock:
            written = {record.page_id: record.version for record in upserts} | deletes
            new = {page_id for page_id, version in written.items() if version >= self.latest.get(page_id, 0)}
            self.latest |= {page_id: written[page_id] for page_id in new}
            super().write([record for record in upserts if record.page_id in new], new & deletes.keys())


@pytest.mark.parametrize("kind", ["memory", "elasticsearch"])
def test_changes_and_workers_at_once_end_in_agreement(
    pool: ThreadPoolExecutor, kind: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """An old write never overtakes a newer one for good, and nothing is lost, whoever is quicker."""
    engine: Engine = Ordered() if kind == "memory" else request.getfixturevalue("make_elastic")()
    engine.rebuild(iter(()), lambda: NO_CHANGES)
    consumer = outbox.register(engine.consumer())
    items = SynonymGroup.objects.bulk_create(SynonymGroup(line=f"proef {number}") for number in range(ITEMS))
    monkeypatch.setattr(
        "search.indexing.sync.build_readable", lambda ids, versions, **words: (slowly_read(ids, versions), {})
    )
    stop = threading.Event()

    def edit(seed: int) -> None:
        rng = Random(seed)
        for turn in range(30):
            item = rng.choice(items)
            with transaction.atomic():
                group = SynonymGroup.objects.select_for_update().filter(pk=item.pk)
                # Every fifth change takes the page off the site, or brings it back.
                group.update(line=f"proef {item.pk} {seed} {turn} {'weg' if rng.random() < 0.2 else ''}")
                outbox.note_changes({item.pk})

    def edit_all() -> None:
        together(editors, lambda: edit(1), lambda: edit(2))
        stop.set()

    def work(name: str) -> None:
        while not stop.is_set():
            deliver(engine, consumer, name)

    with ThreadPoolExecutor(2) as editors:
        together(pool, edit_all, *(lambda place=place: work(f"host{place}") for place in range(WORKERS)))
    OutboxEntry.objects.update(not_before=None)
    while deliver(engine, consumer):
        pass
    assert outbox.behind(consumer) == 0
    wanted = {one.page_id: one.digest for one in read([item.pk for item in items], {})}
    assert dict(engine.digests()) == wanted
    assert outbox.versions(consumer).keys() <= {item.pk for item in items}


def slowly_read(ids: Sequence[int], versions: Mapping[int, int]) -> list[Document]:
    """Read, and then dawdle, so that others overtake."""
    records = read(ids, versions)
    time.sleep(Random(sum(versions.values())).random() / 30)
    return records


def read(ids: Sequence[int], versions: Mapping[int, int]) -> list[Document]:
    groups = SynonymGroup.objects.filter(pk__in=ids).exclude(line__contains="weg")
    return [make_record(group.pk, group.line, version=versions.get(group.pk, 0)) for group in groups]


@pytest.mark.django_db  # also what has the database made when this file runs by itself
def test_the_database_can_pass_by_what_another_holds() -> None:
    assert connection.features.has_select_for_update_skip_locked


def test_a_scheduled_page_is_unpublished_once(pool: ThreadPoolExecutor) -> None:
    language, _ = Locale.objects.get_or_create(
        language_code=settings.LANGUAGE_CODE
    )  # another test may have emptied all
    page = Page.add_root(title="Proef", slug="proef", locale=language, expire_at=timezone.now() - timedelta(minutes=1))
    try:
        assert sum(together(pool, publish_due, publish_due, publish_due)) == 1
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1
        assert not Page.objects.get(pk=page.pk).live
    finally:
        PageLogEntry.objects.filter(page=page.pk).delete()
        Page.objects.get(pk=page.pk).delete()
