"""`/readyz`: which jobs are late or failed, and which indexes count."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config.health import readyz
from core.jobs import one_turn, registry
from core.jobs.models import JobState
from core.signals.public_state import announce
from search.indexing import outbox
from search.indexing.models import OutboxEntry
from tests.clock import Later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()


@pytest.fixture
def asked(rf: Any) -> Any:
    def ask() -> tuple[int, dict[str, Any]]:
        response = readyz(rf.get("/readyz"))
        return response.status_code, json.loads(response.content)

    return ask


def job(report: dict[str, Any], name: str) -> Any:
    return next(one for one in report["jobs"] if one["job"] == name)


def test_all_is_well_after_a_turn_of_the_worker(asked: Any) -> None:
    one_turn()
    code, report = asked()
    assert (code, report["ready"]) == (200, True)
    assert "warning" not in report
    assert {one["job"] for one in report["jobs"]} == set(registry.JOBS)
    assert all(one["last_run"] and not one["late"] and not one["error"] for one in report["jobs"])


def test_a_worker_that_never_ran_or_stands_still_is_seen(asked: Any, later: Later) -> None:
    report = asked()[1]
    assert report["worker"] is None
    assert "no worker runs" in report["warning"]
    one_turn()
    later(seconds=60)
    report = asked()[1]
    assert 60 <= report["worker"] <= 120
    assert "warning" not in report
    later(seconds=61)
    code, report = asked()
    assert (code, report["warning"]) == (200, f"no worker runs: no job was done for {report['worker']} seconds")
    one_turn()
    assert "warning" not in asked()[1]
    later(minutes=6)
    code, report = asked()
    assert code == 200
    assert "late: " in report["warning"]
    assert "scheduled-publishing" in report["warning"]
    assert "retention" not in report["warning"]


def test_a_job_is_late_after_a_quarter_of_its_period(asked: Any, later: Later) -> None:
    one_turn()
    later(hours=29)
    assert "retention" not in asked()[1]["warning"]
    assert not job(asked()[1], "retention-reader-questions")["late"]
    later(hours=2)
    assert job(asked()[1], "retention-reader-questions")["late"]
    one_turn()
    assert "warning" not in asked()[1]


def test_a_job_that_failed_is_named_without_the_words_of_its_error(
    asked: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, later: Later
) -> None:
    def fail() -> int:
        raise ValueError("kanarie")

    caplog.set_level(logging.CRITICAL)
    with monkeypatch.context() as broken:
        whole = registry.JOBS["retention-search-log"]
        broken.setitem(registry.JOBS, whole.name, registry.Job(whole.name, fail, whole.every))
        one_turn()
    code, report = asked()
    assert (code, report["warning"]) == (200, "failed: retention-search-log (ValueError)")
    assert "kanarie" not in json.dumps(report)
    later(minutes=2)
    one_turn()
    assert "warning" not in asked()[1]


def test_what_waits_for_an_index_of_another_host_does_not_count(asked: Any) -> None:
    """After a restore, or when a server was taken away, the database still knows its index."""
    one_turn()
    outbox.register("embedded-of-a-server-that-is-gone")
    announce({1})
    one_turn()
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    code, report = asked()
    assert (code, report["search"]) == (200, "ok")
    assert [one["waiting"] for one in report["outbox"]] == [0, 1]


def test_what_waits_for_the_only_index_of_this_host_counts(asked: Any) -> None:
    one_turn()
    announce({1})
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    code, report = asked()
    assert (code, report["search"]) == (503, "1 changed pages wait for the search index for more than ten minutes")


def test_rows_of_jobs_that_are_no_more_say_nothing(asked: Any) -> None:
    one_turn()
    JobState.objects.create(name="gone", next_run=timezone.now() - timedelta(days=9), last_error="ValueError")
    assert "warning" not in asked()[1]


@pytest.mark.parametrize("host", ["10.0.0.7", "10.0.0.7:8000", "[fd00::7]:8000", "localhost", "geen naam!", ""])
def test_a_load_balancer_asks_by_address_and_without_tls(client: Client, settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["www.example.nl"]
    settings.SECURE_SSL_REDIRECT = True
    one_turn()
    for address in ("/healthz", "/readyz", "/readyz?van=balancer"):
        reply = client.get(address, HTTP_HOST=host)
        assert reply.status_code == 200, address
        assert not reply.cookies
        assert client.head(address, HTTP_HOST=host).status_code == 200
        assert client.post(address, HTTP_HOST=host).status_code == 405
    for address in ("/", "/readyz/", "/healthz.html", "/toegang/inloggen/", "/zoeken/?q=/readyz"):
        assert client.get(address, HTTP_HOST=host).status_code in (301, 400), address
        assert client.get(address, HTTP_HOST=host, secure=True).status_code == 400, address


def test_a_request_for_another_host_is_one_line(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["www.example.nl"]
    assert client.get("/", HTTP_HOST="elders.nl").status_code == 400
    (record,) = caplog.records
    assert (record.getMessage(), record.exc_info) == ("refused a request for another host", None)


def test_a_line_of_the_log_says_when_and_which_process(settings: Any) -> None:
    line = settings.LOGGING["formatters"]["line"]
    formatter = logging.Formatter(line["format"], line["datefmt"], line["style"])
    record = logging.makeLogRecord({"levelname": "INFO", "name": "core", "msg": "x", "created": 0.0, "process": 7})
    assert re.fullmatch(r"1970-01-01T0\d:00:00[+]0\d00 7 INFO core x", formatter.format(record))
