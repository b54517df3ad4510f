"""After each change of what is public: bring what is computed of the results of the changed cases up to date."""

from __future__ import annotations

import threading
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cases.facts.refresh import refresh
from core.changes import public_state_changed

_state = threading.local()


@receiver(public_state_changed, dispatch_uid="cases.facts")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    """Note the pages; one look after commit serves all changes of the transaction."""
    _waiting().update(page_ids)
    transaction.on_commit(_look, robust=True)


def _look() -> None:
    page_ids = frozenset(_waiting())
    _waiting().clear()
    if page_ids:
        refresh(page_ids)


def _waiting() -> set[int]:
    if not hasattr(_state, "page_ids"):
        _state.page_ids = set()
    found: set[int] = _state.page_ids
    return found
