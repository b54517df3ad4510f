"""Outbox and worker: nothing is lost, nothing is done out of turn, and no failure reaches an editor."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core.file_lock import file_lock
from core.signals.public_state import announce
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from search.contract import Changes, Engine, EngineError
from search.documents.builder import build_records
from search.indexing import outbox, reindex
from search.indexing.drift import compare
from search.indexing.leases import claim, mark_failed
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.search.memory_engine import MemoryEngine

pytestmark = pytest.mark.django_db


def entry(page_id: int) -> OutboxEntry:
    return OutboxEntry.objects.get(page_id=page_id)


def test_nothing_is_noted_before_there_is_an_index() -> None:
    announce({1, 2})
    assert not OutboxEntry.objects.exists()


def test_a_change_is_noted_per_page_and_per_index() -> None:
    outbox.register("one")
    outbox.register("two")
    announce({1, 2})
    announce({2})
    assert sorted(OutboxEntry.objects.values_list("consumer__name", "page_id", "needed", "done")) == [
        ("one", 1, 1, 0),
        ("one", 2, 2, 0),
        ("two", 1, 1, 0),
        ("two", 2, 2, 0),
    ]


def test_more_pages_than_fit_in_one_statement() -> None:
    consumer = outbox.register("one")
    announce(range(1, 1200))
    assert outbox.behind(consumer) == 1199


def test_a_change_noted_during_delivery_is_not_lost(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_method(title="Eerst")

    def build_and_change(*args: Any, **words: Any) -> Any:
        records = build_records(*args, **words)
        page.title = "Daarna"
        page.save_revision().publish()
        monkeypatch.undo()
        return records

    monkeypatch.setattr("search.documents.builder.build_records", build_and_change)
    worker.step()
    assert outbox.behind(Consumer.objects.get()) > 0
    while worker.step():
        pass
    assert outbox.behind(Consumer.objects.get()) == 0
    assert compare(worker.engine).agrees


def test_a_page_that_cannot_be_read_waits_and_does_not_hold_up_the_others(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = make_method(title="Kapot"), make_method(title="Heel")

    def build(page_ids: list[int], versions: Any = None, **words: Any) -> Any:
        if bad.pk in page_ids:
            raise ValueError("cannot be read: kanarie")
        return build_records(page_ids, versions, **words)

    monkeypatch.setattr("search.documents.builder.build_records", build)
    worker.step()
    assert good.pk in worker.engine.digests()
    assert bad.pk not in worker.engine.digests()
    waiting = entry(bad.pk)
    assert (waiting.attempts, waiting.last_error) == (1, "ValueError")
    assert waiting.not_before is not None
    assert waiting.not_before > timezone.now()
    assert worker.step() == 0
    monkeypatch.undo()
    OutboxEntry.objects.update(not_before=None)
    worker.step()
    assert bad.pk in worker.engine.digests()
    assert (entry(bad.pk).attempts, entry(bad.pk).last_error) == (0, "")


def test_a_page_that_cannot_be_read_does_not_stop_a_rebuild(
    site_engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    bad, good = make_method(), make_method()

    def build(page_ids: list[int], versions: Any = None, **words: Any) -> Any:
        if bad.pk in page_ids:
            raise ValueError("cannot be read")
        return build_records(page_ids, versions, **words)

    monkeypatch.setattr("search.documents.builder.build_records", build)
    reindex.rebuild(site_engine)
    assert set(site_engine.digests()) == {good.pk}


def test_waiting_gets_longer_up_to_a_minute() -> None:
    outbox.register("one")
    announce({1})
    waits = []
    for _ in range(9):
        mark_failed([entry(1)], "ValueError")
        not_before = entry(1).not_before
        assert not_before is not None
        waits.append(round((not_before - timezone.now()).total_seconds()))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_new_change_does_not_wait() -> None:
    consumer = outbox.register("one")
    announce({1})
    mark_failed([entry(1)], "ValueError")
    assert claim(consumer) == []
    announce({1})
    assert [one.page_id for one in claim(consumer)] == [1]


def test_delivering_twice_does_no_harm(worker: Worker) -> None:
    make_method()
    worker.step()
    before = dict(worker.engine.digests())
    OutboxEntry.objects.update(done=0)
    worker.step()
    assert dict(worker.engine.digests()) == before


def test_an_index_of_another_database_is_filled_again(worker: Worker) -> None:
    page = make_method()
    worker.step()
    Consumer.objects.all().delete()
    page.delete()
    worker.step()
    assert worker.engine.digests() == {}
    assert Consumer.objects.get().filled_at is not None


def test_a_rebuild_cut_off_halfway_is_done_again(site_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_method()

    def broken(*_: Any) -> Any:
        raise EngineError("cut off")

    with monkeypatch.context() as patch:
        patch.setattr(type(site_engine), "rebuild", broken)
        with pytest.raises(EngineError):
            Worker(engine=site_engine).step()
    assert Consumer.objects.get().filled_at is None
    Worker(engine=site_engine).step()
    assert set(site_engine.digests()) == {page.pk}


def test_changes_made_while_rebuilding_are_in_the_new_index(
    site_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.register(site_engine.consumer())
    changed, gone, kept = make_method(title="Oud"), make_method(), make_method()
    original = reindex.all_records

    def slow(*args: Any, **words: Any) -> Any:
        yield from original(*args, **words)
        changed.title = "Nieuw"
        changed.save_revision().publish()
        gone.unpublish()

    monkeypatch.setattr(reindex, "all_records", slow)
    reindex.rebuild(site_engine)
    assert set(site_engine.digests()) == {changed.pk, kept.pk}
    assert compare(site_engine).agrees


def test_a_damaged_index_is_made_anew_by_the_worker() -> None:
    engine = EmbeddedEngine(django_settings.SEARCH_INDEX_DIR)
    page = make_method()
    worker = Worker(engine=engine)
    worker.step()
    for path in engine.directory.rglob("*.term"):
        path.write_bytes(b"damaged")
    assert engine.problem()
    worker.step()
    assert engine.problem() is None
    assert set(engine.digests()) == {page.pk}


def test_one_worker_works_at_a_time(worker: Worker) -> None:
    make_method()
    with file_lock(django_settings.SEARCH_INDEX_DIR / "worker.lock"):
        assert worker.step() == 0
    assert worker.step() > 0


def test_a_server_that_is_back_has_what_it_missed_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers ask it again as soon as it answers, so it must not lag behind the index beside it for long."""
    server, now = MemoryEngine(), [1000.0]
    monkeypatch.setattr("search.indexing.worker.time", SimpleNamespace(monotonic=lambda: now[0]))
    pair = Worker(engine=WithStandby(server, EmbeddedEngine(django_settings.SEARCH_INDEX_DIR)))
    pair.step()
    page = make_method()
    server.down = True
    for _ in range(100):
        pair.step()
        now[0] += 1
    server.down = False
    assert page.pk not in server.digests()
    now[0] += 5
    pair.step()
    assert page.pk in server.digests()


def test_a_publish_wakes_the_worker(
    worker: Worker, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(outbox, "wake", lambda: woken.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        make_method()
    assert woken


def test_index_gone_for_long_is_forgotten() -> None:
    old = outbox.register("gone")
    now = timezone.now()
    Consumer.objects.filter(pk=old.pk).update(seen_at=now - outbox.FORGET_AFTER * 2)
    other = outbox.register("here")
    Consumer.objects.filter(pk=other.pk).update(seen_at=now - outbox.FORGET_AFTER / 10)
    outbox.register("here")
    assert list(Consumer.objects.values_list("name", flat=True)) == ["here"]


def test_the_commands(capsys: pytest.CaptureFixture[str], site_engine: Engine) -> None:
    make_method(title="Kanarie")
    for command in ("rebuild_search", "search_worker", "check_search"):
        call_command(command, **({"once": True} if command == "search_worker" else {}))
    assert "1 right, 0 missing, 0 stale, 0 extra" in capsys.readouterr().out


def test_check_search_finds_and_repairs_every_difference(
    site_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, stale, extra = make_method(), make_method(), make_method()
    call_command("rebuild_search")
    type(stale).objects.filter(pk=stale.pk).update(title="Langs alle signalen om")
    type(extra).objects.filter(pk=extra.pk).update(live=False)
    site_engine.write([], [missing.pk])
    with pytest.raises(CommandError):
        call_command("check_search")
    assert "0 right, 1 missing, 1 stale, 1 extra" in capsys.readouterr().out
    call_command("check_search", repair=True)
    call_command("check_search")
    assert "2 right, 0 missing, 0 stale, 0 extra" in capsys.readouterr().out


def test_late_changes_are_nothing_when_nothing_changed(site_engine: Engine) -> None:
    seen: list[Changes] = []
    original = type(site_engine).rebuild

    def rebuild(records: Any, late: Any) -> Any:
        def note() -> Changes:
            seen.append(late())
            return seen[-1]

        return original(site_engine, records, note)

    site_engine.rebuild = rebuild  # type: ignore[method-assign]
    make_method()
    reindex.rebuild(site_engine)
    assert seen == [Changes()]
