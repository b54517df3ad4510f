"""What `/readyz` hears of search."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from search.backends import registry
from search.backends.elasticsearch import writer
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from search.indexing.models import OutboxEntry
from search.indexing.readiness import problem, warning
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.search.memory_engine import MemoryEngine

pytestmark = pytest.mark.django_db


def test_no_index() -> None:
    assert problem() == "the search index is missing"


def test_a_good_index(worker: Worker) -> None:
    assert problem() is None


def test_pages_that_wait_too_long(worker: Worker) -> None:
    make_method()
    assert problem() is None
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    assert "wait for the search index" in str(problem())
    worker.step()
    assert problem() is None


def test_a_late_index_is_a_warning_while_another_of_this_host_is_up_to_date(
    embedded: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MemoryEngine()
    pair = WithStandby(server, embedded)
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: pair)
    Worker().step()
    make_method()
    late = OutboxEntry.objects.filter(consumer__name=server.consumer())
    late.update(since=timezone.now() - timedelta(minutes=11))
    assert problem() is None
    assert "wait for the search index" in str(warning())
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    assert "wait for the search index" in str(problem())
    assert warning() is None, "it is a fault then"
    Worker().step()
    assert (problem(), warning()) == (None, None)


@pytest.mark.parametrize(
    "said",
    [
        "index [site-1] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, "
        "index has read-only-allow-delete block];",
        "index [site-1] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)]; read_only_allow_delete",
    ],
)
def test_a_full_disk_of_the_search_server_is_named(
    embedded: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """What the server says to each document of a bulk request; it answers questions all the same."""
    server = MemoryEngine()
    pair = WithStandby(server, embedded)
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: pair)
    Worker().step()
    refused = {"index": {"_id": "1", "status": 429, "error": {"type": "cluster_block_exception", "reason": said}}}
    monkeypatch.setattr(writer, "streaming_bulk", lambda *_, **__: [(False, refused)])
    monkeypatch.setattr(server, "write", lambda *_: writer._send(None, "site", []))  # type: ignore[arg-type]
    make_method()
    Worker().step()
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    assert problem() is None
    assert str(warning()).endswith("for more than ten minutes: the disk of the search server is full")
