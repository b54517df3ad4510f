"""Delete addresses of people, and questions that were dealt with long ago."""

from __future__ import annotations

from datetime import datetime

from core.submissions.models import forget_handled
from search.asking.models import ReaderQuestion


def forget(now: datetime | None = None) -> int:
    """How many addresses and questions were deleted. Run every day."""
    return forget_handled(ReaderQuestion, now)
