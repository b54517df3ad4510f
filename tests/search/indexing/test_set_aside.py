"""Pages that cannot be taken because of what stands in them: tried some times, set aside, seen, and tried again."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config.health import readyz
from core.published import Document
from core.signals.public_state import announce
from search.contract import Engine, EngineError, PagesRefused
from search.index.document_analysis import analysed
from search.indexing import outbox, reindex
from search.indexing.backlog import figures
from search.indexing.leases import PATIENCE
from search.indexing.models import OutboxEntry
from search.indexing.readiness import problem
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.search.memory_engine import MemoryEngine
from tests.search.records import NO_CHANGES, fill, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes every engine fail over these pages alone, where it makes a document of them."""

    def plant(*page_ids: int) -> None:
        def refuse(record: Document) -> Any:
            if record.page_id in page_ids:
                raise ValueError("kanarie")
            return analysed(record)

        for place in ("search.index.fields", "tests.search.memory_engine"):
            monkeypatch.setattr(f"{place}.analysed", refuse)

    return plant


def try_all(worker: Worker, times: int = 1) -> None:
    """Let the worker try, as if it had waited in between."""
    for _ in range(times):
        OutboxEntry.objects.update(not_before=None)
        worker.step()


def test_one_bad_page_does_not_stop_the_others(engine: Engine, poison: Callable[..., None]) -> None:
    fill(engine, make_record(1, "Oud"))
    poison(250)
    with pytest.raises(PagesRefused) as caught:
        engine.write([make_record(number, "Brief") for number in range(200, 300)], [1])
    assert caught.value.pages == {250: "ValueError"}
    assert set(engine.digests()) == set(range(200, 300)) - {250}


def test_a_bad_page_stays_as_it_was_until_it_can_be_written(engine: Engine, poison: Callable[..., None]) -> None:
    fill(engine, make_record(1, "Oud", version=1))
    before = dict(engine.digests())
    poison(1)
    with pytest.raises(PagesRefused):
        engine.write([make_record(1, "Nieuw", version=2)], [])
    assert dict(engine.digests()) == before


def test_an_index_is_made_without_a_bad_page(engine: Engine, poison: Callable[..., None]) -> None:
    poison(2)
    refused = engine.rebuild(iter([make_record(1), make_record(2), make_record(3)]), lambda: NO_CHANGES)
    assert dict(refused) == {2: "ValueError"}
    assert set(engine.digests()) == {1, 3}


def test_a_server_that_refuses_one_document_takes_the_others(make_elastic: Any) -> None:
    """No word longer than 32,766 bytes fits in a facet of Elasticsearch."""
    engine = fill(make_elastic(), make_record(1))
    with pytest.raises(PagesRefused) as caught:
        engine.write([make_record(2, family=["x" * 40_000], version=1), make_record(3, version=1)], {1: 1})
    assert set(caught.value.pages) == {2}
    assert set(engine.digests()) == {3}
    refused = engine.rebuild(iter([make_record(4), make_record(5, family=["x" * 40_000])]), lambda: NO_CHANGES)
    assert set(refused) == {5}
    assert set(engine.digests()) == {4}


def test_after_some_times_it_is_set_aside_and_tried_again_when_it_changes(
    worker: Worker, poison: Callable[..., None]
) -> None:
    bad = make_method()
    poison(bad.pk)
    try_all(worker, PATIENCE - 1)
    assert OutboxEntry.objects.get(page_id=bad.pk).set_aside_at is None
    try_all(worker)
    entry = OutboxEntry.objects.get(page_id=bad.pk)
    assert entry.set_aside_at is not None
    assert (entry.refusals, entry.last_error) == (PATIENCE, "ValueError")
    try_all(worker, 3)
    assert OutboxEntry.objects.get(page_id=bad.pk).refusals == PATIENCE
    good = make_method()
    try_all(worker)
    assert set(worker.engine.digests()) == {good.pk}
    poison()
    announce({bad.pk})
    try_all(worker)
    assert set(worker.engine.digests()) == {good.pk, bad.pk}
    assert outbox.set_aside(entry.consumer) == []


def test_an_engine_that_is_down_sets_nothing_aside() -> None:
    engine = MemoryEngine()
    worker = Worker(engine=engine)
    worker.step()
    page = make_method()
    consumer = outbox.register(engine.name)

    def fails(*_: Any) -> None:
        raise EngineError("full disk")

    engine.write = fails  # type: ignore[method-assign]
    for _ in range(PATIENCE + 5):
        OutboxEntry.objects.update(not_before=None)
        with pytest.raises(EngineError):
            worker.step()
    assert outbox.set_aside(consumer) == []
    assert OutboxEntry.objects.get(page_id=page.pk).attempts == PATIENCE + 5
    del engine.write  # type: ignore[attr-defined]
    try_all(worker)
    assert set(engine.digests()) == {page.pk}


def test_what_an_operator_sees_and_does(
    worker: Worker, poison: Callable[..., None], capsys: pytest.CaptureFixture[str], rf: Any
) -> None:
    bad = make_method(title="Kanarie")
    make_method()
    poison(bad.pk)
    try_all(worker, PATIENCE)
    assert problem() is None
    report = json.loads(readyz(rf.get("/readyz")).content)["outbox"]
    assert [(one["waiting"], one["failed"], one["set_aside"]) for one in report] == [(0, 0, 1)]
    with pytest.raises(CommandError, match="pages were set aside"):
        call_command("check_search")
    shown = capsys.readouterr().out
    assert f"page {bad.pk} was set aside: ValueError (10 times)" in shown
    assert "anarie" not in shown
    with pytest.raises(CommandError):
        call_command("check_search", json=True)
    (found,) = json.loads(capsys.readouterr().out)["indexes"]
    assert (found["agrees"], found["missing"], found["set_aside"], found["right"]) == (False, 1, 1, 1)
    poison()
    with pytest.raises(CommandError):
        call_command("check_search", retry=True)
    assert "1 pages that were set aside are tried again" in capsys.readouterr().out
    worker.step()
    call_command("check_search")
    assert "2 right, 0 missing" in capsys.readouterr().out


def test_figures_of_what_waits(worker: Worker, poison: Callable[..., None]) -> None:
    assert [(one.waiting, one.oldest_seconds, one.failed, one.set_aside) for one in figures()] == [(0, 0, 0, 0)]
    bad = make_method()
    poison(bad.pk)
    worker.step()
    announce({bad.pk + 1000})
    (found,) = figures()
    assert (found.waiting, found.failed, found.set_aside) == (2, 1, 0)
    assert 0 <= found.oldest_seconds < 60


def test_a_rebuild_leaves_a_bad_page_to_the_worker_and_tries_what_was_set_aside(
    worker: Worker, poison: Callable[..., None]
) -> None:
    bad, good = make_method(), make_method()
    poison(bad.pk)
    try_all(worker, PATIENCE)
    reindex.rebuild(worker.engine)
    assert set(worker.engine.digests()) == {good.pk}
    entry = OutboxEntry.objects.get(page_id=bad.pk)
    assert (entry.set_aside_at, entry.refusals) == (None, 0)
    poison()
    try_all(worker)
    assert set(worker.engine.digests()) == {bad.pk, good.pk}


def test_repairing_does_not_make_the_index_anew_for_a_page_that_is_refused(
    worker: Worker, poison: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make_method()
    poison(bad.pk)
    worker.step()
    monkeypatch.setattr(type(worker.engine), "rebuild", lambda *_: pytest.fail("made anew"))
    with pytest.raises(CommandError):
        call_command("check_search", repair=True)
