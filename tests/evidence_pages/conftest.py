from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from pytest_django import DjangoCaptureOnCommitCallbacks

from home.evidence_pages import guard


class Commit(Protocol):
    def __call__(self) -> AbstractContextManager[Any]: ...


@pytest.fixture(autouse=True)
def own_places(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test has its own index directory, and room for reports."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    guard.REPORTS.reset()
    yield
    guard.REPORTS.reset()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """`with commit():` does at its end what is done after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
