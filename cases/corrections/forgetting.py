"""Delete addresses of people, and reports that were dealt with long ago."""

from __future__ import annotations

from datetime import datetime

from cases.corrections.models import CorrectionReport
from core.submissions.models import forget_handled


def forget(now: datetime | None = None) -> int:
    """How many addresses and reports were deleted. Run every day."""
    return forget_handled(CorrectionReport, now)
