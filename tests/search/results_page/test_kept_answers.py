"""Lists and answers to questions are kept while the index says the same; one that is only for now is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.computed.stale import recompute_stale
from core.http.cache import page_cache
from methods.models import MethodPage
from search.analytics.buffer import BUFFER
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, EngineError
from search.indexing.worker import Worker
from search.service import answers
from tests.factories.pages import make_method, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
NOW = datetime.fromisoformat("2026-06-01T12:00:00+02:00")


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    return embedded


@pytest.fixture
def method(worker: Worker) -> MethodPage:
    make_site()
    page: MethodPage = make_method(title="Brieven die werken")
    recompute_stale()
    drain(worker)
    return page


def drain(worker: Worker) -> None:
    while worker.step():
        pass


def state(response: HttpResponse) -> str:
    return response.headers.get("X-Page-Cache", "")


def test_a_question_is_kept_at_the_second_ask_whatever_else_the_address_says(
    client: Client, method: MethodPage
) -> None:
    asked = ["?q=brief&kanaal=post", "?kanaal=post&q=brief", "?utm_source=mail&q=brief&kanaal=post"]
    assert [state(client.get(f"/zoeken/{query}")) for query in asked] == ["miss", "miss", "hit"]


def test_a_question_is_not_kept_for_longer_than_ten_minutes(client: Client, method: MethodPage) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(2):
            client.get("/zoeken/?q=brief")
        assert state(client.get("/zoeken/?q=brief")) == "hit"
        clock.shift(page_cache.QUESTION_KEPT)
        assert state(client.get("/zoeken/?q=brief")) == "miss"


def test_a_page_ends_by_the_clock(client: Client, method: MethodPage) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        MethodPage.objects.filter(pk=method.pk).update(expire_at=timezone.now() + timedelta(hours=1))
        address, listing = method.url, method.get_parent().url
        assert b"Brieven die werken" in client.get(listing).content
        client.get(address)
        assert state(client.get(address)) == state(client.get(listing)) == "hit"
        clock.shift(timedelta(hours=1))
        assert client.get(address).status_code == 404
        assert state(client.get(listing)) == "miss"


def test_what_the_worker_brought_shows_with_the_next_request(
    worker: Worker, client: Client, method: MethodPage
) -> None:
    for _ in range(3):
        client.get("/zoeken/?q=brieven")
    make_method(title="Kortere brieven")
    client.get("/zoeken/?q=brieven")  # the index does not know it yet
    recompute_stale()
    drain(worker)
    assert b"Kortere" in client.get("/zoeken/?q=brieven").content


def test_an_answer_without_the_engine_is_not_kept(
    client: Client, method: MethodPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise EngineError("gone")

    monkeypatch.setattr(answers, "_answer", fail)
    listing = method.get_parent().url
    assert [state(client.get(address)) for address in ("/zoeken/?q=brieven", listing) for _ in range(3)] == ["miss"] * 6


def test_a_kept_answer_is_counted_like_one_that_was_made(client: Client, method: MethodPage, settings: Any) -> None:
    settings.SEARCH_LOG = True
    browser = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    states = [state(client.get("/zoeken/?q=brieven", headers=browser)) for _ in range(4)]
    assert states == ["miss", "miss", "hit", "hit"]
    asked, _ = BUFFER.take()
    assert [noted.times for noted in asked.values()] == [4]
