"""The public log of corrected results: what a result said before, beside what it says now.

Of a result that is withdrawn (its case unpublished, closed off, gone, or the result taken out) only the day is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases.models.corrections import FormerValue
from cases.results.result_row import ResultRow, rows_of_results
from cases.results.visibility import counting_results


@dataclass(frozen=True)
class Corrected:
    """One correction: what readers saw before and what it says now, both None for a result that was withdrawn since."""

    key: int
    at: datetime
    former: FormerValue | None
    row: ResultRow | None

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def is_withdrawn(self) -> bool:
        return self.row is None


def corrections_total() -> int:
    return FormerValue.objects.count()


def corrections(limit: int = 30, offset: int = 0) -> list[Corrected]:
    """Newest first. A fixed number of queries."""
    entries = list(FormerValue.objects.all()[offset : offset + limit])
    public = counting_results().filter(uuid__in={entry.result_uuid for entry in entries})
    rows = {row.uuid: row for row in rows_of_results(public)}
    return [_corrected(entry, rows.get(entry.result_uuid)) for entry in entries]


def _corrected(entry: FormerValue, row: ResultRow | None) -> Corrected:
    if row is None:
        return Corrected(entry.pk, entry.corrected_at, None, None)
    return Corrected(entry.pk, entry.corrected_at, entry, row)
