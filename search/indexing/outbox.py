"""The outbox: note changed pages in the transaction of the change, so that none is lost. `claims` hands them out.

No cursor over ids (a late commit would be skipped): every page has a count of changes needed and done per index.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest, Now
from django.utils import timezone

from core.jobs.wakeup import wake
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.outbox_locks import exclude_noters, in_order, noting

CHUNK = 500
FORGET_AFTER = timedelta(days=30)


def note_changes(page_ids: Collection[int]) -> None:
    """Count one more change for these pages, for every index; wakes the worker after commit."""
    if not page_ids:
        return
    with transaction.atomic(savepoint=False):
        noting()
        consumers = list(Consumer.objects.order_by("pk").values_list("pk", flat=True))
        if not consumers:
            return
        _note(consumers, page_ids)
        transaction.on_commit(wake, robust=True)


def note_again(consumer: Consumer, page_ids: Collection[int]) -> None:
    """Have these pages delivered to this index as they are now, although nothing changed."""
    with transaction.atomic():
        _note([consumer.pk], page_ids)
        transaction.on_commit(wake, robust=True)


def _note(consumers: Collection[int], page_ids: Collection[int]) -> None:
    ids = sorted(page_ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        # First the missing rows, then the count: the update waits for whoever inserted the same row.
        OutboxEntry.objects.bulk_create(
            [OutboxEntry(consumer_id=consumer, page_id=page_id) for consumer in consumers for page_id in chunk],
            ignore_conflicts=True,
        )
        entries = OutboxEntry.objects.filter(consumer__in=consumers, page_id__in=chunk)
        in_order(entries)
        entries.update(
            needed=F("needed") + 1,
            not_before=None,
            since=Coalesce("since", Now()),
            claim="",
            refusals=0,
            set_aside_at=None,
        )


def register(name: str) -> Consumer:
    """The consumer of this name, for which changes are noted from now on. Deletes consumers not seen for long."""
    consumer = Consumer.objects.filter(name=name).first()
    if consumer is None:
        with transaction.atomic():
            # A change that is being made now was noted without this index: let it be done before this one is filled.
            exclude_noters()
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
    """How many pages this index is behind with, those that were set aside included."""
    return OutboxEntry.objects.filter(consumer=consumer, done__lt=F("needed")).count()


def versions(consumer: Consumer) -> dict[int, int]:
    """How many changes each page has had."""
    return dict(OutboxEntry.objects.filter(consumer=consumer).values_list("page_id", "needed"))


def changed_since(consumer: Consumer, before: Mapping[int, int]) -> dict[int, int]:
    """The pages that changed after `before` was taken, with their present version."""
    return {page_id: needed for page_id, needed in versions(consumer).items() if needed > before.get(page_id, 0)}


def refused(consumer: Consumer) -> set[int]:
    """The pages this index or we could not take the last time, because of the pages themselves."""
    entries = OutboxEntry.objects.filter(consumer=consumer, done__lt=F("needed"), refusals__gt=0)
    return set(entries.values_list("page_id", flat=True))


def set_aside(consumer: Consumer) -> list[OutboxEntry]:
    """Entries that were set aside, oldest first."""
    entries = OutboxEntry.objects.filter(consumer=consumer, done__lt=F("needed"), set_aside_at__isnull=False)
    return list(entries.order_by("set_aside_at", "pk"))


def retry(consumer: Consumer) -> int:
    """Have what was set aside tried again; how many pages."""
    entries = OutboxEntry.objects.filter(consumer=consumer, set_aside_at__isnull=False)
    count = entries.update(set_aside_at=None, refusals=0, not_before=None)
    wake()
    return count


def catch_up(consumer: Consumer, known: Mapping[int, int]) -> None:
    """The index knows these versions of pages: count at least as far, or it would take what comes for old."""
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(consumer=consumer, page_id=page_id) for page_id in known], ignore_conflicts=True, batch_size=CHUNK
    )
    for page_id, version in known.items():
        OutboxEntry.objects.filter(consumer=consumer, page_id=page_id).update(needed=Greatest("needed", version))
