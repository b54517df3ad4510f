from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from home.evidence_pages import guard


@pytest.fixture(autouse=True)
def own_places(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test has its own index directory, and room for reports."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    guard.REPORTS.reset()
    yield
    guard.REPORTS.reset()
