"""The pool: who wants to be asked to read along, about what, and how somebody leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions.reading import letters, rounds
from contributions.reading.models import PoolReader, RoundReader
from core.mail.models import OutgoingMail
from core.secret_addresses import addresses
from vocabulary.models import OrganisationType, Theme


@transaction.atomic
def wants_to_read(typed: Mapping[str, Any]) -> None:
    """Somebody filled in the form. What a confirmed reader chose only changes behind that reader's own address."""
    email = typed["email"].lower()
    if not letters.may_write(email):
        return
    member, _ = PoolReader.objects.get_or_create(email=email)
    if member.confirmed_at is None:
        set_wishes(member, typed)
    letters.confirm(member)


def confirmed(member: PoolReader) -> None:
    now = timezone.now()
    PoolReader.objects.filter(pk=member.pk, confirmed_at=None).update(confirmed_at=now, active_at=now)


@transaction.atomic
def set_wishes(member: PoolReader, typed: Mapping[str, Any]) -> None:
    member.families.set(OrganisationType.objects.filter(slug__in=typed["families"]))
    member.themes.set(Theme.objects.filter(slug__in=typed["themes"]))


def matching(families: Collection[Any], themes: Collection[Any]) -> list[PoolReader]:
    """Confirmed readers who chose one of these families or one of these themes; nobody when none is given."""
    if not families and not themes:
        return []
    wanted = Q(families__in=families) | Q(themes__in=themes)
    return list(PoolReader.objects.filter(wanted, confirmed_at__isnull=False).distinct().order_by("pk"))


@transaction.atomic
def left(member: PoolReader) -> None:
    """The address and all letters to it are deleted, also from rounds that run."""
    for reader in RoundReader.objects.filter(member=member).select_related("round"):
        rounds.stopped(reader)
    OutgoingMail.objects.filter(template__startswith="reading/", to=member.email).delete()
    addresses.end(letters.MEMBER, member.pk)
    member.delete()
