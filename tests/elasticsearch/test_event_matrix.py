"""Every event while a live Elasticsearch refuses or hangs and then is back: database and both indexes agree.

While it is up: `tests/search/indexing/test_lifecycle.py`, which runs on every engine.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from tests.elasticsearch.fixtures import MakeElastic
from tests.search.engine_states import Away, hanging, refusing, survive, without_server
from tests.search.events import EVENTS, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def both(make_elastic: MakeElastic, settings: Any, tmp_path: Path) -> WithStandby:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return WithStandby(make_elastic(), EmbeddedEngine(settings.SEARCH_INDEX_DIR))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
@pytest.mark.parametrize("kind", [refusing, hanging], ids=lambda kind: kind.__name__)
def test_elasticsearch(event: Event, kind: Away, both: WithStandby, monkeypatch: pytest.MonkeyPatch) -> None:
    survive(event, both, without_server(both, kind, monkeypatch), monkeypatch)
