"""How every index is doing, in figures an operator can watch: no page, no address, no secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils import timezone

from search.indexing.models import Consumer, OutboxEntry


@dataclass(frozen=True)
class Figures:
    """Pages an index waits for, seconds of the longest, how many of them failed before; and those set aside."""

    index: str
    waiting: int = 0
    oldest_seconds: int = 0
    failed: int = 0
    set_aside: int = 0


def figures() -> list[Figures]:
    """Of every index this database knows, also those of other hosts."""
    waiting = Q(set_aside_at__isnull=True)
    counted = (
        OutboxEntry.objects.filter(done__lt=F("needed"))
        .values("consumer")
        .annotate(
            waiting=Count("pk", filter=waiting),
            oldest=Min("since", filter=waiting),
            failed=Count("pk", filter=waiting & Q(attempts__gt=0)),
            set_aside=Count("pk", filter=~waiting),
        )
    )
    found: dict[int, Mapping[str, Any]] = {one["consumer"]: dict(one) for one in counted}
    return [_figures(consumer, found.get(consumer.pk)) for consumer in Consumer.objects.order_by("pk")]


def pages_waiting() -> int:
    """How many pages some index still has to get; one that was set aside does not wait."""
    behind = OutboxEntry.objects.filter(done__lt=F("needed"), set_aside_at=None)
    return behind.values("page_id").distinct().count()


def index_name(consumer: Consumer) -> str:
    """The kind of engine and a number: the full name would tell where the index lies."""
    return f"{consumer.name.partition('-')[0]}-{consumer.pk}"


def _figures(consumer: Consumer, one: Mapping[str, Any] | None) -> Figures:
    if one is None:
        return Figures(index_name(consumer))
    oldest = one["oldest"]
    seconds = max(int((timezone.now() - oldest).total_seconds()), 0) if oldest else 0
    return Figures(index_name(consumer), one["waiting"], seconds, one["failed"], one["set_aside"])
