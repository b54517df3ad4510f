"""`/metrics`: for who has the token, in a format a monitor reads, without a word of anybody."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config.metrics import counters
from core.jobs import one_turn
from core.mail.models import OutgoingMail
from tests.factories.pages import make_site

TOKEN = "een-lang-geheim-van-veertig-tekens-000000"
SAMPLE = re.compile(r'od_[a-z_]+(?:\{[a-z]+="[A-Za-z0-9+._-]+"(?:,[a-z]+="[A-Za-z0-9+._-]+")*\})? [0-9.e+-]+')


@pytest.fixture(autouse=True)
def counting(settings: Any, tmp_path: Path) -> Any:
    settings.METRICS_TOKEN, settings.DATA_DIR, settings.SEARCH_INDEX_DIR = TOKEN, tmp_path, tmp_path / "index"
    counters._own.cache_clear()
    yield
    counters._own.cache_clear()


def asked(client: Client) -> str:
    return client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer fout", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"])
def test_only_who_has_the_token(client: Client, given: str | None) -> None:
    answer = client.get("/metrics", headers={} if given is None else {"Authorization": given})
    assert (answer.status_code, answer.content) == (401, b"unauthorized\n")


def test_without_a_token_there_is_nothing(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert not (Path(settings.DATA_DIR) / "metrics").exists()


@pytest.mark.django_db
def test_what_is_told_is_true_and_holds_nobodys_words(client: Client) -> None:
    make_site()
    one_turn()
    OutgoingMail.objects.create(template="kanarie", to="kanarie@example.nl")
    for address in ("/", "/", "/zoeken/?q=kanarie", "/kanarie/", f"/s/{'a' * 26}/", "/beheer/", "/api/v1/kanarie"):
        client.get(address, secure=True)
    text = asked(client)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in lines), [line for line in lines if not SAMPLE.fullmatch(line)]
    assert "kanarie" not in text and "aaaa" not in text
    process = f'process="{os.getpid()}"'
    assert f'od_requests_total{{{process},kind="pages",status="2xx"}} 2' in lines
    assert f'od_requests_total{{{process},kind="pages",status="4xx"}} 1' in lines
    assert f'od_requests_total{{{process},kind="private",status="4xx"}} 1' in lines
    assert f'od_request_seconds_count{{{process},kind="pages"}} 3' in lines
    assert f'od_request_seconds_bucket{{{process},kind="pages",le="+Inf"}} 3' in lines
    assert "od_mail_waiting 1" in lines
    assert 'od_job_failed{job="mail"} 0' in lines
    assert "od_unknown 0" in lines
    assert any(line.startswith("od_index_lag_seconds{") for line in lines)
    names = re.findall(r"^# TYPE (\S+)", text, re.M)
    assert len(names) == len(set(names))


def test_a_database_that_is_gone_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OSError

    for name in ("seconds_since_work", "job_figures", "figures"):
        monkeypatch.setattr(f"config.metrics.views.{name}", gone)
    monkeypatch.setattr("config.metrics.views.OutgoingMail", None)
    text = asked(client)
    assert "od_unknown 4" in text and "od_data_free_bytes" in text


def test_other_processes_are_told_of_while_they_live(client: Client, tmp_path: Path) -> None:
    client.get("/healthz")
    own = tmp_path / "metrics" / str(os.getpid())
    (own.with_name("1")).write_bytes(own.read_bytes())
    (own.with_name("4194305")).write_bytes(own.read_bytes())
    (own.with_name(str(os.getppid()))).write_bytes(b"half")
    assert {process for process, _ in counters.counted()} == {"1", str(os.getpid())}
    counters._own.cache_clear()
    client.get("/healthz")
    assert not own.with_name("4194305").exists()


def test_a_disk_that_takes_nothing_fails_no_page(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "weg" / "weg"
    assert client.get("/healthz").status_code == 200
