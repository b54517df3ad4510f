"""Subscribe, confirm, change and stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.jobs import retention
from core.mail.models import OutgoingMail
from core.mail.queue import queue
from core.secret_addresses import addresses
from news.newsletter.letters import ADDRESS, EDITION, SUBSCRIPTION
from news.newsletter.models import Subscriber

UNCONFIRMED_KEPT = timedelta(days=7)
_AGAIN = timedelta(hours=1)


def subscribe(*, email: str, **choice: Any) -> None:
    """Keep a choice until it is confirmed; who is subscribed already gets the address to change his.

    At most one letter an hour to an address, so that nobody is flooded by others.
    """
    now = timezone.now()
    with transaction.atomic():
        row, _ = Subscriber.objects.get_or_create(email=email.lower(), defaults=choice)
        if row.confirmed_at is None:
            Subscriber.objects.filter(pk=row.pk, confirmed_at=None).update(**choice)
        may_ask = Subscriber.objects.filter(Q(asked_at=None) | Q(asked_at__lte=now - _AGAIN), pk=row.pk)
        if may_ask.update(asked_at=now):
            queue(SUBSCRIPTION, row.email, {"subscriber": row.pk}, batch=row.batch)


def confirm(subscriber: Subscriber) -> None:
    """From now on he gets what becomes public. Safe to repeat."""
    now = timezone.now()
    Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=now, covered_until=now)


@transaction.atomic
def stop(subscriber: Subscriber) -> None:
    """Forget the address, with every letter to it and what leads to it. Safe to repeat."""
    OutgoingMail.objects.filter(to=subscriber.email, template__in=[EDITION, SUBSCRIPTION]).delete()
    addresses.end(ADDRESS, subscriber.pk)
    Subscriber.objects.filter(pk=subscriber.pk).delete()


def forget(now: datetime | None = None) -> int:
    """Delete who did not confirm within a week; how many."""
    old = Subscriber.objects.filter(confirmed_at=None, created_at__lte=(now or timezone.now()) - UNCONFIRMED_KEPT)
    rows = list(old)
    for row in rows:
        stop(row)
    return len(rows)


retention.declare(
    "newsletter",
    what="Je e-mailadres en je keuze voor de nieuwsbrief",
    until="Tot je stopt. Bevestig je niet, dan 7 dagen. Weigert je mailserver ons twee keer, dan stoppen we zelf.",
    forget=forget,
)
