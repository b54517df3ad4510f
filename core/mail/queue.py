"""Write a letter in the transaction of its cause, so that it is sent when that is committed and only then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.mail.models import OutgoingMail


def queue(
    template: str, to: str, context: Mapping[str, Any], *, at_most_every: timedelta | None = None, batch: str = ""
) -> None:
    """Queue `templates/mail/<template>.txt` to one address; `context` must be JSON.

    With `at_most_every` an address gets at most one letter of this template in that span: what comes in between is
    counted in the next one, whose text finds the number as `count`. The context of the first cause holds.
    `batch` names letters that can be withdrawn together.
    """
    if at_most_every is None:
        OutgoingMail.objects.create(template=template, to=to, context=dict(context), batch=batch)
        return
    bundle = f"{template} {to}"
    while not (_is_counted(bundle) or _is_opened(bundle, template, to, context, at_most_every)):
        pass  # another process opened the bundle, or sent it, between the two


def _is_counted(bundle: str) -> bool:
    return OutgoingMail.objects.filter(bundle=bundle).update(count=F("count") + 1) == 1


def _is_opened(bundle: str, template: str, to: str, context: Mapping[str, Any], span: timedelta) -> bool:
    due = _next_moment(template, to, span)
    try:
        with transaction.atomic():
            OutgoingMail.objects.create(template=template, to=to, context=dict(context), bundle=bundle, due_at=due)
    except IntegrityError:
        return False
    return True


def _next_moment(template: str, to: str, span: timedelta) -> datetime:
    """Now, or a span after the last letter; one that is still being tried counts as sent now."""
    now = timezone.now()
    last = OutgoingMail.objects.filter(template=template, to=to, bundle=None).order_by("-pk").first()
    return now if last is None else max(now, (last.finished_at or now) + span)


def withdraw(*batches: str) -> int:
    """Delete every letter of these batches, sent or not: what it was about is over; how many."""
    deleted, _ = OutgoingMail.objects.filter(batch__in=batches).delete()
    return deleted
