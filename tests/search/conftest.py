from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from search.backends import registry
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.elasticsearch.fixtures import elasticsearch_address, make_elastic
from tests.search.memory_engine import MemoryEngine

__all__ = ["elasticsearch_address", "make_elastic"]

ENGINES = ["embedded", "memory", "elasticsearch"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, without an index; Elasticsearch on a live server."""
    if request.param == "elasticsearch":
        made: Engine = request.getfixturevalue("make_elastic")()
        return made
    return EmbeddedEngine(tmp_path / "index") if request.param == "embedded" else MemoryEngine()


@pytest.fixture
def embedded(tmp_path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "index")


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> Path:
    """Every test has its own index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    return Path(settings.SEARCH_INDEX_DIR)


@pytest.fixture
def site_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Each engine in turn as the engine of the site."""
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    return engine


@pytest.fixture
def worker(site_engine: Engine, db: None) -> Worker:
    """A worker that has made the index of the present site."""
    worker = Worker(engine=site_engine)
    worker.step()
    return worker
