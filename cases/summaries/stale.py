"""Which methods and cases have changed since what is kept of them was computed.

- `mark(page_ids)`: in the transaction of a change.
- `is_stale(page_ids)`, `oldest_stale()`, `warning()`: for who keeps pages, and for who watches over the worker.
- `marks()`, `clear(marks)`, `try_later(page_id)`: for who computes.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.models.evidence import EvidenceSummary, StaleEvidence
from core.signals.once import first_time
from evidence import RULE

_CHUNK = 500
_RETRY_AFTER = timedelta(minutes=5)
_PATIENCE = timedelta(minutes=10)


def mark(page_ids: Iterable[int]) -> None:
    """What is computed of these pages holds no longer, from the commit of this transaction on."""
    token = uuid.uuid4()
    rows = [StaleEvidence(page_id=page_id, token=token) for page_id in sorted(first_time("stale evidence", page_ids))]
    StaleEvidence.objects.bulk_create(
        rows,
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["token", "retry_at"],
    )


def is_stale(page_ids: Collection[int]) -> bool:
    """True while a page that shows the evidence of these methods or cases computes it itself, so must not be kept."""
    return StaleEvidence.objects.filter(page_id__in=page_ids).exists()


def oldest_stale() -> datetime | None:
    """Since when the worker is behind; None when nothing at all is stale. One query."""
    found: datetime | None = StaleEvidence.objects.aggregate(oldest=Min("since"))["oldest"]
    return found


def warning() -> str | None:
    """For `/readyz`: nobody computes, or a page cannot be computed; readers are answered all the same."""
    oldest = oldest_stale()
    is_late = oldest is not None and oldest < timezone.now() - _PATIENCE
    return "evidence waits for more than ten minutes to be computed" if is_late else None


def stale_among(page_ids: QuerySet[Any, Any]) -> list[int]:
    """Of these keys (a query of one column), the stale ones."""
    return list(StaleEvidence.objects.filter(page_id__in=page_ids).values_list("page_id", flat=True))


def holding(summaries: QuerySet[EvidenceSummary]) -> QuerySet[EvidenceSummary]:
    """Those that still hold: by the rule in force, and nothing they rest on has changed or ended by the clock."""
    ended = Q(fresh_until__lte=timezone.now())
    return (
        summaries.filter(rule_version=RULE.version)
        .exclude(ended)
        .exclude(Exists(StaleEvidence.objects.filter(page_id=OuterRef("method_id"))))
    )


def marks(limit: int | None = None) -> dict[int, UUID]:
    """What has to be computed now, longest waiting first; at most `limit` pages."""
    due = StaleEvidence.objects.filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now()))
    return dict(due.order_by("since", "page_id").values_list("page_id", "token")[:limit])


def clear(done: Mapping[int, UUID]) -> None:
    """These were computed after `marks` gave them; what was marked again since then stays."""
    page_ids = list(done)
    for start in range(0, len(page_ids), _CHUNK):
        chunk = page_ids[start : start + _CHUNK]
        tokens = {done[page_id] for page_id in chunk}
        StaleEvidence.objects.filter(page_id__in=chunk, token__in=tokens).delete()


def try_later(page_id: int) -> None:
    """It could not be computed; readers go on computing for themselves."""
    StaleEvidence.objects.filter(page_id=page_id).update(retry_at=timezone.now() + _RETRY_AFTER)
