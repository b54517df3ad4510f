"""Who works on which entry: nobody does the work of another, and nothing is done for good before it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core.published import Document
from core.signals.public_state import announce
from search.contract import Engine
from search.documents.builder import build_records
from search.indexing import outbox
from search.indexing.leases import CLAIM_SECONDS, claim, mark_done, mark_failed
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.sync import deliver
from search.indexing.worker import Worker
from search.indexing.worker_lock import worker_lock
from tests.factories.pages import make_method
from tests.search.memory_engine import MemoryEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def consumer() -> Consumer:
    return outbox.register("one")


def pages(entries: list[OutboxEntry]) -> list[int]:
    return sorted(entry.page_id for entry in entries)


def let_time_pass(seconds: float) -> None:
    for entry in OutboxEntry.objects.exclude(not_before=None):
        assert entry.not_before
        OutboxEntry.objects.filter(pk=entry.pk).update(not_before=entry.not_before - timedelta(seconds=seconds))


def test_what_one_has_another_does_not_get(consumer: Consumer) -> None:
    announce({1, 2, 3})
    assert pages(claim(consumer, "here", limit=2)) == [1, 2]
    assert pages(claim(consumer, "there")) == [3]
    assert claim(consumer, "elsewhere") == []


def test_every_index_has_its_own(consumer: Consumer) -> None:
    other = outbox.register("two")
    announce({1})
    assert pages(claim(consumer, "here")) == pages(claim(other, "there")) == [1]


def test_the_claim_of_a_dead_worker_comes_free(consumer: Consumer) -> None:
    announce({1})
    claim(consumer, "here")
    let_time_pass(CLAIM_SECONDS - 5)
    assert claim(consumer, "there") == []
    let_time_pass(10)
    assert pages(claim(consumer, "there")) == [1]


def test_a_worker_that_was_killed_goes_on_at_once(consumer: Consumer) -> None:
    announce({1})
    claim(consumer, "here")
    assert pages(claim(consumer, "here")) == [1]


def test_a_worker_keeps_its_name(own_index: Any) -> None:
    with worker_lock() as first:
        pass
    with worker_lock() as second:
        assert first == second != ""
    (own_index / "worker.name").write_text("")
    with worker_lock() as third:
        assert third


def test_a_change_takes_the_claim_off(consumer: Consumer) -> None:
    """What was delivered before the change does not count as delivered after it, and another may do it at once."""
    announce({1})
    before = claim(consumer, "here")
    announce({1})
    after = claim(consumer, "there")
    assert [entry.needed for entry in after] == [2]
    mark_done(consumer, before)
    assert outbox.behind(consumer) == 1
    mark_failed(before, "EngineError")
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.claim) == (0, after[0].claim)
    mark_done(consumer, after)
    assert outbox.behind(consumer) == 0


def test_one_that_comes_after_a_newer_one_is_done_again(consumer: Consumer) -> None:
    announce({1})
    slow = claim(consumer, "here")
    announce({1})
    mark_done(consumer, claim(consumer, "there"))
    assert outbox.behind(consumer) == 0
    mark_done(consumer, slow)
    assert [entry.needed for entry in claim(consumer, "there")] == [3]


def test_the_same_version_done_twice_is_done(consumer: Consumer) -> None:
    announce({1})
    slow = claim(consumer, "here")
    let_time_pass(CLAIM_SECONDS + 1)
    mark_done(consumer, claim(consumer, "there"))
    mark_done(consumer, slow)
    assert outbox.behind(consumer) == 0


def test_new_changes_come_before_those_that_failed(consumer: Consumer) -> None:
    announce({1})
    mark_failed(claim(consumer), "EngineError")
    let_time_pass(10)
    announce({2})
    assert [entry.page_id for entry in claim(consumer)] == [2, 1]


def test_waiting_counts_from_the_first_change_not_yet_delivered(consumer: Consumer) -> None:
    announce({1})
    since = OutboxEntry.objects.get().since
    announce({1})
    assert OutboxEntry.objects.get().since == since
    mark_done(consumer, claim(consumer))
    assert OutboxEntry.objects.get().since is None
    assert since is not None
    assert abs(since - timezone.now()) < timedelta(minutes=1)


def test_a_slow_worker_does_not_bring_a_page_back_for_good(
    site_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It read the page; then the page went, another worker took it out, and only then it wrote what it had read."""
    Worker(engine=site_engine).step()
    page = make_method()
    consumer = outbox.register(site_engine.consumer())
    original = site_engine.write

    def write(records: list[Document], deletes: Any) -> None:
        monkeypatch.setattr(site_engine, "write", original)
        page.unpublish()
        while deliver(site_engine, consumer, "quick"):
            pass
        assert site_engine.digests() == {}
        original(records, deletes)

    monkeypatch.setattr(site_engine, "write", write)
    deliver(site_engine, consumer, "slow")
    while deliver(site_engine, consumer, "quick"):
        pass
    assert site_engine.digests() == {}


def test_two_hosts_deliver_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one looks while the first one is reading the pages."""
    engine = MemoryEngine()
    Worker(engine=engine).step()
    written: list[int] = []
    original = engine.write
    monkeypatch.setattr(
        engine,
        "write",
        lambda records, deletes: (written.extend(r.page_id for r in records), original(records, deletes)),
    )
    page = make_method()
    consumer = outbox.register(engine.consumer())

    def build_after_another(*args: Any, **words: Any) -> Any:
        monkeypatch.setattr("search.documents.builder.build_records", build_records)
        assert deliver(engine, consumer, "there") == 0
        return build_records(*args, **words)

    monkeypatch.setattr("search.documents.builder.build_records", build_after_another)
    assert deliver(engine, consumer, "here") >= 1
    assert written.count(page.pk) == 1
