"""Every event in every state of the embedded engine, and of a server that is away: in the end database and index agree.

With a live server: `tests/elasticsearch/test_event_matrix.py`. On PostgreSQL: the same, by `make test-postgres`.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from tests.search.engine_states import Away, State, corrupt, fine, hanging, locked, refusing, survive, without_server
from tests.search.events import EVENTS, Event
from tests.search.memory_engine import MemoryEngine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@each_event
@pytest.mark.parametrize("state", ["fine", "locked", "corrupt"])
def test_embedded(event: Event, state: str, own_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = EmbeddedEngine(own_index)
    states: dict[str, State] = {"fine": fine, "locked": locked(engine, monkeypatch), "corrupt": corrupt(engine)}
    survive(event, engine, states[state], monkeypatch)


@each_event
@pytest.mark.parametrize("kind", [refusing, hanging], ids=lambda kind: kind.__name__)
def test_a_server_that_is_away(event: Event, kind: Away, own_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part of the server that comes back is played by an index in memory."""
    engine = WithStandby(MemoryEngine(), EmbeddedEngine(own_index))
    survive(event, engine, without_server(engine, kind, monkeypatch), monkeypatch)
