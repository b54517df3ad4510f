from __future__ import annotations

from collections.abc import Iterator
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
def own_index(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Every test has its own index directory, and nothing is remembered from the one before."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    caches = (engines.get_engine, engines.site_words)
    for function in caches:
        function.cache_clear()
    yield settings.SEARCH_INDEX_DIR
    for function in caches:
        function.cache_clear()


@pytest.fixture
def site_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Each engine in turn as the engine of the site."""
    for module in ("service", "engines", "rebuilding", "worker", "ready"):
        monkeypatch.setattr(f"search.{module}.get_engine", lambda: engine)
    return engine


@pytest.fixture
def worker(site_engine: Engine, db: None) -> Worker:
    """A worker that has made the index of the present site."""
    worker = Worker(engine=site_engine)
    worker.step()
    return worker
