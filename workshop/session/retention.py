"""A session goes a year after its last use; who left an address is told a month before."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.jobs import retention
from core.mail.queue import queue
from core.secret_addresses import addresses
from workshop.plan.reminders import CONFIRM_WITHIN
from workshop.session import making
from workshop.session.models import Workshop

KEPT = timedelta(days=365)
TOLD_BEFORE = timedelta(days=30)


def forget() -> int:
    """Delete sessions, codes and addresses that may not be kept, and tell whose session goes next; how many."""
    now = timezone.now()
    deleted = making.delete(*Workshop.objects.filter(last_used_at__lte=now - KEPT))
    late = Workshop.objects.filter(email_confirmed_at=None, email_asked_at__lte=now - CONFIRM_WITHIN)
    unconfirmed = late.update(email="", email_asked_at=None, remind_on=None)
    ended = Workshop.objects.filter(code__isnull=False).filter(
        Q(code_ends_at__lte=now) | Q(closed_at__lte=now - timedelta(days=1))
    )
    codes = ended.update(code=None)
    return deleted + unconfirmed + codes + sum(_tell(each) for each in _soon_gone())


def _soon_gone() -> list[Workshop]:
    told = Workshop.objects.filter(warned_at=None, email_confirmed_at__isnull=False)
    return list(told.filter(last_used_at__lte=timezone.now() - KEPT + TOLD_BEFORE))


@transaction.atomic
def _tell(workshop: Workshop) -> bool:
    if Workshop.objects.filter(pk=workshop.pk, warned_at=None).update(warned_at=timezone.now()) == 0:
        return False
    day = timezone.localdate(workshop.last_used_at + KEPT)
    plan = addresses.full(addresses.make(making.PLAN, workshop.pk))
    queue("workshop_ends", workshop.email, {"day": f"{day.day}-{day.month}-{day.year}", "plan": plan})
    return True


def declare() -> None:
    retention.declare(
        "workshops",
        what="Een werksessie: kaarten, organisatie, voornamen, keuzes, acties en het e-mailadres van de begeleider",
        until="Tot 12 maanden na het laatste gebruik, of tot de begeleider haar verwijdert. "
        "Een e-mailadres dat niet is bevestigd 7 dagen. Daarna blijft alleen hoeveel teams een methode kozen.",
        forget=forget,
    )
