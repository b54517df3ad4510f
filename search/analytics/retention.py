"""Delete counts that have been kept long enough."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.utils import timezone

from core.jobs import retention
from search.analytics.models import QuestionCount

# Last year beside this year, and no more.
MONTHS_KEPT = 13


def forget(today: date | None = None) -> int:
    """How many counts were deleted: those of a day more than 13 months ago, and the choices with them."""
    deleted, _ = QuestionCount.objects.filter(day__lt=first_day_kept(today or timezone.localdate())).delete()
    return deleted


def first_day_kept(today: date) -> date:
    """The same day 13 months earlier, or the last of that month when it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 - MONTHS_KEPT, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


retention.declare(
    "search-log",
    what="Waar bezoekers naar zoeken, per dag geteld",
    until=f"{MONTHS_KEPT} maanden.",
    forget=forget,
)
