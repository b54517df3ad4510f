"""What a commit sets in motion, in a test that rolls everything back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import pytest
from django.db import transaction
from django.db.transaction import Atomic
from pytest_django import DjangoCaptureOnCommitCallbacks

from cases.computed.stale import recompute_stale
from core.signals import once


class Commit(Protocol):
    def __call__(self) -> AbstractContextManager[Any]: ...


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """`with commit():` does at its end what is done after a commit, and what the worker then computes."""

    @contextmanager
    def committed() -> Iterator[Any]:
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            yield callbacks
        while recompute_stale():
            pass

    return committed


@pytest.fixture(autouse=True)
def transactions_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction. A block of its own ends in it as it would without the test around it."""
    leave = Atomic.__exit__

    def exit_(self: Atomic, *error: Any) -> None:
        leave(self, *error)
        if all(block._from_testcase for block in transaction.get_connection(self.using).atomic_blocks):
            once.forget()

    monkeypatch.setattr(Atomic, "__exit__", exit_)
