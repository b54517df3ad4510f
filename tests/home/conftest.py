from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from cases.computed.stale import recompute_stale
from search.backends.registry import get_engine
from search.indexing.worker import Worker


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> Path:
    """Every test has its own index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    return Path(settings.SEARCH_INDEX_DIR)


@pytest.fixture
def fill_index(db: None) -> Callable[[], None]:
    """Bring the evidence and the index up to the present pages."""

    def fill() -> None:
        while recompute_stale():
            pass
        worker = Worker(engine=get_engine())
        while worker.step():
            pass

    return fill
