"""One look after a transaction, however many changes were announced in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from django.db import transaction


class AfterCommit:
    """Collects page ids and hands them to `look` once, after the transaction they were noted in is committed.

    Each thread collects for itself. What was noted in a transaction that was rolled back is looked at later, which does
    no harm. A failure of `look` is logged and stops nothing else.
    """

    def __init__(self, look: Callable[[frozenset[int]], object]) -> None:
        self._look = look
        self._state = threading.local()

    def note(self, page_ids: Iterable[int]) -> None:
        self._waiting().update(page_ids)
        transaction.on_commit(self._run, robust=True)

    def _run(self) -> None:
        page_ids = frozenset(self._waiting())
        self._waiting().clear()
        if page_ids:
            self._look(page_ids)

    def _waiting(self) -> set[int]:
        if not hasattr(self._state, "page_ids"):
            self._state.page_ids = set()
        found: set[int] = self._state.page_ids
        return found
