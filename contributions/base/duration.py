"""How long the editors take: a figure for readers and for the inbox."""

from __future__ import annotations

from datetime import datetime
from statistics import median

from contributions.base.drafts import models
from contributions.base.models import State

# The last so many count; with fewer than the least nothing is said, as one might be recognised.
LAST, LEAST = 20, 5


def days_to_answer() -> int | None:
    """Days from confirmed to placed or not placed, the middle one of the last twenty; None with fewer than five."""
    found: list[tuple[datetime, datetime]] = []
    for model in models():
        rows = model._default_manager.filter(status__in=[State.PLACED, State.REFUSED]).exclude(handled_at=None)
        newest = rows.order_by("-handled_at").values_list("handled_at", "created_at")[:LAST]
        found += [(handled, created) for handled, created in newest if handled]
    spans = [(handled - created).days for handled, created in sorted(found, reverse=True)[:LAST]]
    return round(median(spans)) if len(spans) >= LEAST else None
