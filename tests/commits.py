"""What a commit sets in motion, in a test that rolls everything back."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks


class Commit(Protocol):
    def __call__(self) -> AbstractContextManager[Any]: ...


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """`with commit():` does at its end what is done after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
