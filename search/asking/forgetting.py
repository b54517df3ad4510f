"""Delete what must not be kept: addresses of people, and questions that were dealt with long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from search.asking.models import ReaderQuestion

# An address is deleted once the question is dealt with, and anyhow after this.
ADDRESS_KEPT = timedelta(days=90)
# A question that was dealt with is deleted after this.
QUESTION_KEPT = timedelta(days=365)


def forget(now: datetime | None = None) -> int:
    """How many addresses and questions were deleted. Run every day."""
    moment = now or timezone.now()
    done = ~Q(status=ReaderQuestion.Status.OPEN)
    deleted, _ = ReaderQuestion.objects.filter(done, handled_at__lte=moment - QUESTION_KEPT).delete()
    with_address = ReaderQuestion.objects.exclude(email="")
    emptied = with_address.filter(done | Q(created_at__lte=moment - ADDRESS_KEPT)).update(email="")
    return deleted + emptied
