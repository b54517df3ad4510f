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
class Former:
    """The words readers saw before: each may be empty."""

    indicator: str
    figure: str
    as_published: str
    design: str
    period: str


@dataclass(frozen=True)
class Corrected:
    """One correction. `former` and `row` (what it says now) are None for a result that was withdrawn since."""

    key: int
    at: datetime
    former: Former | None
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
    former = Former(entry.indicator, entry.figure, entry.as_published, entry.design, entry.period)
    return Corrected(entry.pk, entry.corrected_at, former, row)
