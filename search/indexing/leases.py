"""Leases on outbox entries: several workers share one index and no entry is done twice.

A claim is taken in one step, past rows that another holds (where the database can), and names the batch. It ends when
the entry is done or failed, when the page changes (what was delivered before then does not count as delivered after),
when its worker comes back after it was killed, or by the clock.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from search.indexing.models import Consumer, OutboxEntry
from search.indexing.outbox import CHUNK, note_again

# A batch takes seconds; a server that hangs costs half a minute.
CLAIM_SECONDS = 90
# So many failures in a row that lie in the page itself, in some five minutes, and it is set aside.
PATIENCE = 10
_LONGEST_WAIT = 60


def claim(consumer: Consumer, worker: str = "", limit: int = CHUNK) -> list[OutboxEntry]:
    """Entries for this worker alone, new changes first. It takes over what a dead worker of the same name left."""
    due = _due(consumer, worker)
    if not due.exists():
        return []
    name, until = f"{worker}/{secrets.token_hex(8)}", timezone.now() + timedelta(seconds=CLAIM_SECONDS)
    with transaction.atomic():
        # One claim at a time: one that looked before another took its rows would hold those for a moment, just when
        # the other marks them as done and passes by what is held.
        Consumer.objects.select_for_update(no_key=True).get(pk=consumer.pk)
        entries = list(
            due.select_for_update(skip_locked=True).order_by(F("not_before").asc(nulls_first=True), "pk")[:limit]
        )
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(claim=name, not_before=until)
    for entry in entries:
        entry.claim, entry.not_before = name, until
    return entries


def _due(consumer: Consumer, worker: str) -> QuerySet[OutboxEntry]:
    ready = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now())
    if worker:
        ready |= Q(claim__startswith=f"{worker}/")
    return OutboxEntry.objects.filter(ready, consumer=consumer, done__lt=F("needed"), set_aside_at__isnull=True)


def mark_done(consumer: Consumer, entries: Collection[OutboxEntry]) -> None:
    """These were delivered as they were claimed. One that changed since then has lost its claim and stays behind.

    Where another worker was quicker, ours came late and may have put back what was gone: those are delivered again.
    """
    with transaction.atomic():
        _held(entries).update(
            done=F("needed"), attempts=0, refusals=0, not_before=None, since=None, claim="", last_error=""
        )
    read = {entry.page_id: entry.needed for entry in entries}
    finished = OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries], done=F("needed"))
    overtaken = [page_id for page_id, done in finished.values_list("page_id", "done") if done != read[page_id]]
    if overtaken:
        note_again(consumer, overtaken)


def mark_failed(entries: Collection[OutboxEntry], kind: str) -> None:
    """The engine failed: try again after 1, 2, 4 … at most 60 seconds, for ever. `kind` of error: never its text."""
    with transaction.atomic():
        for attempts, some in _by_attempts(entries).items():
            _held(some).update(**_later(attempts, kind))


def mark_refused(entries: Collection[OutboxEntry], kinds: Mapping[int, str]) -> None:
    """These pages failed by themselves, each with a kind of error: try again later, after some times no more."""
    enough = When(refusals__gte=PATIENCE - 1, then=Value(timezone.now()))
    with transaction.atomic():
        for kind in set(kinds.values()):
            chosen = [entry for entry in entries if kinds.get(entry.page_id) == kind]
            for attempts, some in _by_attempts(chosen).items():
                _held(some).update(
                    **_later(attempts, kind), refusals=F("refusals") + 1, set_aside_at=Case(enough, default=None)
                )


def _later(attempts: int, kind: str) -> dict[str, object]:
    wait = timedelta(seconds=min(2 ** min(attempts, 10), _LONGEST_WAIT))
    return {"not_before": timezone.now() + wait, "attempts": attempts + 1, "claim": "", "last_error": kind[:255]}


def _held(entries: Iterable[OutboxEntry]) -> QuerySet[OutboxEntry]:
    """Of these entries, those whose claim nobody has taken over.

    Never waits for a transaction that changes a page: such a page is on its way to another version, and if that is
    taken back, its claim ends by the clock.
    """
    claims: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        claims[entry.claim].append(entry.pk)
    wanted = Q(pk__in=[])
    for name, keys in claims.items():
        wanted |= Q(pk__in=keys, claim=name)
    locked = OutboxEntry.objects.filter(wanted).select_for_update(skip_locked=True)
    return OutboxEntry.objects.filter(pk__in=list(locked.values_list("pk", flat=True)))


def _by_attempts(entries: Iterable[OutboxEntry]) -> dict[int, list[OutboxEntry]]:
    found: dict[int, list[OutboxEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.attempts].append(entry)
    return found
