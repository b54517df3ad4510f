"""States an engine can be in while something happens on the site, and how it recovers from them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

import pytest

from core.jobs.publish_scheduled import publish_due
from search.backends import registry
from search.backends.circuit_breaker import Breaker
from search.backends.elasticsearch.address import parse_address
from search.backends.elasticsearch.engine import ElasticEngine
from search.backends.embedded import writer
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from search.backends.registry import kept
from search.contract import Engine, EngineError
from search.indexing.models import OutboxEntry
from search.indexing.worker import Worker
from tests.search.events import Event, Outcome, Scene, agree, seen

# A state: something that lasts for a block, after which all is well again.
State = Callable[[], AbstractContextManager[None]]
# A server that is away: its port, for a block.
Away = Callable[[], AbstractContextManager[int]]


def at(port: int) -> ElasticEngine:
    return ElasticEngine(parse_address(f"http://127.0.0.1:{port}/kennis"))


@contextmanager
def hanging() -> Iterator[int]:
    """A server that accepts and never answers; its port."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        yield int(server.getsockname()[1])


@contextmanager
def refusing() -> Iterator[int]:
    """A port of this machine where nobody listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        yield int(server.getsockname()[1])


@contextmanager
def fine() -> Iterator[None]:
    yield


def locked(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> State:
    """Another process writes and does not end."""

    @contextmanager
    def state() -> Iterator[None]:
        monkeypatch.setattr(writer, "_WAIT", 0.02)
        with writer.lock(engine.directory):
            yield

    return state


def corrupt(engine: EmbeddedEngine) -> State:
    """Files of the index are not as they were written; readers that have the old ones open keep those."""

    @contextmanager
    def state() -> Iterator[None]:
        for path in list(engine.directory.rglob("*.term")):
            path.unlink()
            path.write_bytes(b"damaged")
        yield

    return state


def without_server(engine: WithStandby, kind: Away, monkeypatch: pytest.MonkeyPatch) -> State:
    """The server refuses or hangs, and is there again afterwards."""

    @contextmanager
    def state() -> Iterator[None]:
        monkeypatch.setattr("search.backends.elasticsearch.client.READ_TIMEOUT", 0.1)
        well = engine.main
        with kind() as port:
            engine.main = at(port)
            yield
            engine.main = well
        monkeypatch.setattr("search.backends.elasticsearch.client.READ_TIMEOUT", 5.0)

    return state


def survive(event: Event, engine: Engine, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the event happen in this state of the engine; afterwards database and index agree."""
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    happening = event(Scene())
    next(happening)
    _work(engine)
    with state():
        outcome = next(happening)
        assert outcome is not None
        seen(outcome.word)
        publish_due()
        with suppress(EngineError):
            Worker(engine=engine).step()
        seen(outcome.word)
    OutboxEntry.objects.update(not_before=None)
    _work(engine)
    _agree(engine, outcome)


def _work(engine: Engine) -> None:
    publish_due()
    worker = Worker(engine=engine)
    while worker.step():
        pass


def _agree(engine: Engine, outcome: Outcome) -> None:
    if isinstance(engine, WithStandby):  # the breaker closes in its own time; that has its own tests
        engine.breaker = Breaker(engine.breaker.probe)
    agree(kept(engine), outcome)
