"""What a commit sets in motion, in a test that rolls everything back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import pytest
from django.db import transaction
from django.db.transaction import Atomic
from django.test import TestCase

from cases.computed.stale import recompute_stale
from core.signals import once


class Commit(Protocol):
    def __call__(self) -> AbstractContextManager[Any]: ...


@contextmanager
def committed() -> Iterator[Any]:
    """Do at the end of the block what is done after a commit, and what the worker then computes."""
    with TestCase.captureOnCommitCallbacks(execute=True) as callbacks:
        yield callbacks
    while recompute_stale():
        pass


@pytest.fixture
def commit(db: None) -> Commit:
    """`with commit():` is `committed`."""
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
