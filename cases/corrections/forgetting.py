"""Delete what must not be kept: addresses of people, and reports that were dealt with long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from cases.corrections.models import CorrectionReport

# An address is deleted once the report is dealt with, and anyhow after this.
ADDRESS_KEPT = timedelta(days=90)
# A report that was dealt with is deleted after this.
REPORT_KEPT = timedelta(days=365)


def forget(now: datetime | None = None) -> int:
    """How many addresses and reports were deleted. Run every night."""
    moment = now or timezone.now()
    done = ~Q(status=CorrectionReport.Status.OPEN)
    old = CorrectionReport.objects.filter(done, handled_at__lte=moment - REPORT_KEPT)
    deleted, _ = old.delete()
    with_address = CorrectionReport.objects.exclude(email="")
    emptied = with_address.filter(done | Q(created_at__lte=moment - ADDRESS_KEPT)).update(email="")
    return deleted + emptied
