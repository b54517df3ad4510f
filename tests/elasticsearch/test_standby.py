"""The search server refuses, hangs or comes back: pages are there in time and say how fresh they are."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config.health import readyz
from search.backends import registry
from search.backends.circuit_breaker import Breaker
from search.backends.elasticsearch import deadline as budget
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from search.contract import EngineError, Question
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus
from search.indexing.models import Consumer
from search.indexing.worker import Worker
from search.query.analysis import build_query
from search.service import answer
from tests.elasticsearch.fixtures import MakeElastic
from tests.factories.pages import make_method, make_site
from tests.search.engine_states import at, hanging

pytestmark = pytest.mark.django_db
NOTICE = "Deze resultaten kunnen een paar minuten oud zijn."


@pytest.fixture
def standby(tmp_path: Path) -> EmbeddedEngine:
    """The index on this machine, with one page."""
    make_site()
    make_method(title="Stuur een brief")
    embedded = EmbeddedEngine(tmp_path / "standby")
    Worker(engine=embedded).step()
    return embedded


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def use(monkeypatch: pytest.MonkeyPatch, engine: WithStandby) -> WithStandby:
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    return engine


def seconds(call: Callable[[], Any]) -> tuple[float, Any]:
    started = time.monotonic()
    found = call()
    return time.monotonic() - started, found


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_server_that_hangs_costs_one_page_a_second_and_the_next_nothing(
    standby: EmbeddedEngine, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.backends.elasticsearch.client.READ_TIMEOUT", 60.0)
    with hanging() as port:
        engine = use(monkeypatch, WithStandby(at(port), standby))
        first, page = seconds(lambda: client.get("/zoeken/?q=brieff"))
        assert first < 30  # the page's own limit of about a second, and room for a busy machine
        assert page.context["search_page"].total == 1
        assert page.context["search_page"].answer.engine == "embedded"
        assert NOTICE in page.content.decode()
        monkeypatch.setattr(engine, "main", None)  # whoever asks it now fails
        page = client.get("/zoeken/?q=brief")
        assert NOTICE in page.content.decode()
        assert "methode" in [choice.value for choice in page.context["search_page"].groups[0].choices]


def test_a_server_that_refuses(standby: EmbeddedEngine, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, WithStandby(at(1), standby))
    for _ in range(3):
        found = answer(Question("brief"))
        assert (found.total, found.degraded, found.is_plain) == (1, True, False)


def test_it_recovers_by_itself(
    standby: EmbeddedEngine, make_elastic: MakeElastic, monkeypatch: pytest.MonkeyPatch
) -> None:
    elastic = make_elastic()
    engine = use(monkeypatch, WithStandby(elastic, standby))
    Worker(engine=engine).step()
    assert answer(Question("brief")).engine == "elasticsearch"
    broken = at(1)
    engine.main = broken
    assert [answer(Question("brief")).engine for _ in range(3)] == ["embedded"] * 3
    assert engine.breaker.is_open
    engine.main = elastic
    wait_for(lambda: answer(Question("brief")).engine == "elasticsearch")
    assert not answer(Question("brief")).degraded


def test_both_gone_is_a_plain_title_query(tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site()
    make_method(title="Stuur een brief")
    use(monkeypatch, WithStandby(at(1), EmbeddedEngine(tmp_path / "none")))
    page = client.get("/zoeken/?q=brief").content.decode()
    assert "Zoeken werkt nu beperkt" in page
    assert NOTICE not in page
    assert answer(Question("brief")).total == 1


def test_the_worker_keeps_both_and_one_that_fails_does_not_hold_up_the_other(
    standby: EmbeddedEngine, make_elastic: MakeElastic
) -> None:
    elastic = make_elastic()
    engine = WithStandby(elastic, standby)
    worker = Worker(engine=engine)
    worker.step()
    page = make_method(title="Bel op tijd")
    engine.main = at(1)
    assert worker.step() == 1
    assert page.pk in standby.digests()
    assert worker.step() == 0
    engine.main = elastic
    assert worker.step() == 1
    assert elastic.digests() == standby.digests()
    assert set(Consumer.objects.values_list("name", flat=True)) == {elastic.consumer(), standby.consumer()}


def test_a_machine_whose_own_index_answers_is_ready_and_says_what_is_wrong(
    standby: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch, rf: Any
) -> None:
    use(monkeypatch, WithStandby(at(1), standby))
    response = readyz(rf.get("/readyz"))
    assert response.status_code == 200
    assert b"elasticsearch: Elasticsearch does not answer" in response.content
    use(monkeypatch, WithStandby(at(1), EmbeddedEngine(standby.directory / "none")))
    assert readyz(rf.get("/readyz")).status_code == 503


def test_a_page_has_one_budget_for_everything_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    with hanging() as port:
        engine = at(port)
        monkeypatch.setattr(budget, "PER_PAGE", 2.0)
        budget.start()
        try:
            took, _ = seconds(lambda: [failure(engine.stamp) for _ in range(4)])
        finally:
            budget.stop()
    assert took < 6  # four times two seconds, were it not one for all


def failure(call: Callable[[], object]) -> str:
    with pytest.raises(EngineError) as caught:
        call()
    return str(caught.value)


class Probed:
    """A probe that fails until it is told not to."""

    def __init__(self) -> None:
        self.well = threading.Event()
        self.asked = 0

    def __call__(self) -> None:
        self.asked += 1
        if not self.well.is_set():
            raise EngineError("down")


def test_the_breaker_opens_after_failures_and_one_probe_at_a_time_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.circuit_breaker.FIRST_PAUSE", 0.02)
    monkeypatch.setattr("search.backends.circuit_breaker.LONGEST_PAUSE", 0.02)
    probe = Probed()
    breaker = Breaker(probe)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.may_ask()
    breaker.failed()
    assert not breaker.may_ask()
    breaker.succeeded()
    assert not breaker.may_ask()
    wait_for(lambda: not breaker.may_ask() and probe.asked >= 2)
    probe.well.set()
    wait_for(breaker.may_ask)


def test_one_slow_failure_opens_the_breaker() -> None:
    breaker = Breaker(Probed())
    breaker.failed(0.9)
    assert breaker.is_open


def test_no_thread_asks_while_a_probe_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.circuit_breaker.FIRST_PAUSE", 0.0)
    started, end, asked = threading.Event(), threading.Event(), []

    def probe() -> None:
        asked.append(1)
        started.set()
        end.wait(5)

    breaker = Breaker(probe)
    breaker.failed(1.0)
    assert not breaker.may_ask()
    started.wait(5)
    assert [breaker.may_ask() for _ in range(5)] == [False] * 5
    end.set()
    wait_for(breaker.may_ask)
    assert len(asked) == 1


def test_answers_of_the_server_carry_its_name(standby: EmbeddedEngine, make_elastic: MakeElastic) -> None:
    engine = WithStandby(make_elastic(), standby)
    Worker(engine=engine).step()
    found = engine.answer(Question("brief"), build_query(analyse_question("brief"), Thesaurus(())))
    assert (found.engine, found.degraded, found.total) == ("elasticsearch", False, 1)
