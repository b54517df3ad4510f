"""After each change of what is public: bring the summaries of the methods it touches up to date, at once."""

from __future__ import annotations

import threading
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from cases.summaries.models import EvidenceSummary
from cases.summaries.recompute import is_telling, recompute
from core.changes import public_state_changed

_state = threading.local()


@receiver(public_state_changed, dispatch_uid="cases.summaries")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    """Note the pages; one look after commit serves all changes of the transaction.

    `cases.receivers` announces the methods of a changed case, so methods are all that is looked at. What was noted in a
    transaction that was rolled back is looked at later, which does no harm.
    """
    if is_telling():
        return
    _waiting().update(page_ids)
    transaction.on_commit(_look, robust=True)


def _look() -> None:
    page_ids = frozenset(_waiting())
    _waiting().clear()
    if not page_ids:
        return
    try:
        recompute(page_ids)
    except Exception:
        # Nothing of a withdrawn case may stay readable: from here on readers compute for themselves.
        rows = EvidenceSummary.objects.filter(method_id__in=page_ids)
        rows.update(fingerprint="", fresh_until=timezone.now())
        raise


def _waiting() -> set[int]:
    if not hasattr(_state, "page_ids"):
        _state.page_ids = set()
    found: set[int] = _state.page_ids
    return found
