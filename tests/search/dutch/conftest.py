"""Pure functions: no index and no cache."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def own_index() -> None:
    """In place of the one of `tests/search`, which makes a directory for every test."""
