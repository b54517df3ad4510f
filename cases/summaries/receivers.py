"""After each change of what is public: bring the summaries of the methods it touches up to date, at once."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cases.summaries.models import EvidenceSummary
from cases.summaries.recompute import is_telling, recompute
from core.after_commit import AfterCommit
from core.changes import public_state_changed


def _look(page_ids: frozenset[int]) -> None:
    try:
        recompute(page_ids)
    except Exception:
        # Nothing of a withdrawn case may stay readable: from here on readers compute for themselves.
        rows = EvidenceSummary.objects.filter(method_id__in=page_ids)
        rows.update(fingerprint="", fresh_until=timezone.now())
        raise


_after_commit = AfterCommit(_look)


@receiver(public_state_changed, dispatch_uid="cases.summaries")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    """`cases.receivers` announces the methods of a changed case, so methods are all that is looked at."""
    if not is_telling():
        _after_commit.note(page_ids)
