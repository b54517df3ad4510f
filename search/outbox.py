"""The outbox: note changed pages in the transaction of the change, and hand them out afterwards.

No cursor over ids (a late commit would be skipped): every page has a count of changes needed and done per index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from search.outbox_models import Consumer, OutboxEntry
from search.waking import wake

CHUNK = 500
FORGET_AFTER = timedelta(days=30)
_LONGEST_WAIT = 60


def note_changes(page_ids: Collection[int]) -> None:
    """Count one more change for these pages, for every index; wakes the worker after commit."""
    consumers = list(Consumer.objects.values_list("pk", flat=True))
    if not consumers or not page_ids:
        return
    ids = sorted(page_ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        # First the missing rows, then the count: the update waits for whoever inserted the same row.
        OutboxEntry.objects.bulk_create(
            [OutboxEntry(consumer_id=consumer, page_id=page_id) for consumer in consumers for page_id in chunk],
            ignore_conflicts=True,
        )
        OutboxEntry.objects.filter(page_id__in=chunk).update(
            needed=F("needed") + 1, not_before=None, since=Coalesce("since", Now())
        )
    transaction.on_commit(wake, robust=True)


def register(name: str) -> Consumer:
    """The consumer of this name, from now on told of every change. Drops the ones that were not seen for long."""
    consumer, _ = Consumer.objects.get_or_create(name=name, defaults={"seen_at": timezone.now()})
    if consumer.seen_at < timezone.now() - timedelta(hours=1):
        consumer.seen_at = timezone.now()
        consumer.save(update_fields=["seen_at"])
        Consumer.objects.filter(seen_at__lt=timezone.now() - FORGET_AFTER).delete()
    return consumer


def mark_filled(consumer: Consumer) -> None:
    """This index was filled from this database; before that it has missed changes."""
    consumer.filled_at = timezone.now()
    consumer.save(update_fields=["filled_at"])


def behind(consumer: Consumer) -> int:
    """How many pages this index is behind with."""
    return OutboxEntry.objects.filter(consumer=consumer, done__lt=F("needed")).count()


def due(consumer: Consumer, limit: int = CHUNK) -> list[OutboxEntry]:
    """Entries to work on now, longest waiting first."""
    ready = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now())
    entries = OutboxEntry.objects.filter(ready, consumer=consumer, done__lt=F("needed"))
    return list(entries.order_by("not_before", "pk")[:limit])


def versions(consumer: Consumer) -> dict[int, int]:
    """How many changes each page has had."""
    return dict(OutboxEntry.objects.filter(consumer=consumer).values_list("page_id", "needed"))


def changed_since(consumer: Consumer, before: Mapping[int, int]) -> dict[int, int]:
    """The pages that changed after `before` was taken, with their present version."""
    return {page_id: needed for page_id, needed in versions(consumer).items() if needed > before.get(page_id, 0)}


def mark_done(entries: Iterable[OutboxEntry]) -> None:
    """These entries were delivered as they were read: a change noted since then leaves them behind."""
    done = list(entries)
    for entry in done:
        entry.done, entry.attempts, entry.not_before, entry.since, entry.last_error = entry.needed, 0, None, None, ""
    OutboxEntry.objects.bulk_update(done, ["done", "attempts", "not_before", "since", "last_error"], batch_size=CHUNK)


def mark_failed(entries: Iterable[OutboxEntry], error: Exception) -> None:
    """Try these again later: after 1, 2, 4 … at most 60 seconds. Keeps the kind of error, never its text."""
    failed = list(entries)
    for entry in failed:
        entry.not_before = timezone.now() + timedelta(seconds=min(2**entry.attempts, _LONGEST_WAIT))
        entry.attempts += 1
        entry.last_error = type(error).__name__
    OutboxEntry.objects.bulk_update(failed, ["attempts", "not_before", "last_error"], batch_size=CHUNK)
