"""Count an answer: once for each opening of the form, and no more of one network than an office would give."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Sum
from django.http import HttpRequest
from django.utils import timezone

from core.http.limits import allow, coarse_sender
from core.submissions.guard import LATEST
from feedback.useful.models import UsefulCount

# Of one page: what one network may say of it on a day. Of all pages: what anybody may say in ten minutes.
MOST_OF_A_NETWORK = 20
MOST_IN_ALL = 600
_DAY, _SPAN = timedelta(days=1), timedelta(minutes=10)


def take_in(request: HttpRequest, page_id: int, *, is_useful: bool, token: str) -> bool:
    """Count this answer, unless its token was used; False when there is no room for more now."""
    used = f"useful token {hashlib.sha256(token.encode()).hexdigest()[:40]}"
    with transaction.atomic():
        if not allow(used, 1, timedelta(seconds=LATEST)):
            return True
        if allow(f"useful {page_id}", MOST_OF_A_NETWORK, _DAY, sender=coarse_sender(request)) and allow(
            "useful", MOST_IN_ALL, _SPAN
        ):
            _count(page_id, "yes" if is_useful else "no")
            return True
        transaction.set_rollback(True)
    return False


def _count(page_id: int, field: str) -> None:
    row, _ = UsefulCount.objects.get_or_create(page_id=page_id, day=timezone.localdate())
    UsefulCount.objects.filter(pk=row.pk).update(**{field: F(field) + 1})


def answers_since(first: date) -> list[Any]:
    """Per page what was answered from this day on, most noes first. One query."""
    rows = UsefulCount.objects.filter(day__gte=first).values("page_id", "page__title")
    found = rows.annotate(yes_total=Sum("yes"), no_total=Sum("no"), last=Max("day"))
    return list(found.order_by("-no_total", "-yes_total", "page__title"))
