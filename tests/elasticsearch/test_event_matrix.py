"""Every event while a live Elasticsearch is up, refuses or hangs: in the end the database and both indexes agree."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.embedded.engine import EmbeddedEngine
from search.standby import WithStandby
from tests.elasticsearch.fixtures import MakeElastic
from tests.search.engine_states import State, fine, hanging, refusing, survive, without_server
from tests.search.events import EVENTS, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def both(make_elastic: MakeElastic, settings: Any, tmp_path: Path) -> Iterator[WithStandby]:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    yield WithStandby(make_elastic(), EmbeddedEngine(settings.SEARCH_INDEX_DIR))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
@pytest.mark.parametrize("state", ["up", "refusing", "hanging"])
def test_elasticsearch(event: Event, state: str, both: WithStandby, monkeypatch: pytest.MonkeyPatch) -> None:
    states: dict[str, State] = {
        "up": fine,
        "refusing": without_server(both, refusing, monkeypatch),
        "hanging": without_server(both, hanging, monkeypatch),
    }
    survive(event, both, states[state], monkeypatch)
