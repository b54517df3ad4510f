from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_places(settings: Any, tmp_path: Path) -> None:
    """Every test has its own index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
