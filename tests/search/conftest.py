from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from search import engines
from search.contract import Engine
from search.embedded.engine import EmbeddedEngine
from search.worker import Worker
from tests.search.memory_engine import MemoryEngine

ENGINES = ["embedded", "memory"]


def make_engine(name: str, directory: Path) -> Engine:
    return EmbeddedEngine(directory) if name == "embedded" else MemoryEngine()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, without an index."""
    return make_engine(request.param, tmp_path / "index")


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
    monkeypatch.setattr(engines, "make_engine", lambda url, directory: engine)
    return engine


@pytest.fixture
def worker(site_engine: Engine, db: None) -> Worker:
    """A worker that has made the index of the present site."""
    worker = Worker(engine=site_engine)
    worker.step()
    return worker
