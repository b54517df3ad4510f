"""Activities as lines on one axis of years: positions for a drawing. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Span = tuple[date | None, date | None]

# With so many years or fewer the axis has a line at each quarter.
_QUARTERS_UP_TO = 3
# A line is never too short to be seen, in percent.
_SHORTEST = Decimal("1.2")


class Line(NamedTuple):
    """`x` and `width` in percent. A line without a begin or an end in the source says so."""

    x: Decimal
    width: Decimal
    begins: bool
    ends: bool

    @property
    def to(self) -> Decimal:
        return self.x + self.width


class Axis(NamedTuple):
    """From the first of January of `first` to the end of `last`; `today` (None outside it) and `lines` are percent."""

    first: int
    last: int
    today: Decimal | None
    lines: tuple[Decimal, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands below it: the quarters of one year, or the first and the last year."""
        return ("K1", "K2", "K3", "K4") if self.first == self.last else (str(self.first), str(self.last))

    def at(self, day: date) -> Decimal:
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        place = Decimal((day - start).days * 100) / (end - start).days
        return min(max(place, Decimal(0)), Decimal(100))

    def line(self, span: Span, until: date) -> Line | None:
        """The line of an activity; None when nothing is known of when. What has no end is drawn up to `until`."""
        begin, end = span
        if begin is None and end is None:
            return None
        left = self.at(begin) if begin else Decimal(0)
        right = self.at(end or max(until, begin or until))
        left, right = min(left, 100 - _SHORTEST), max(right, min(left, 100 - _SHORTEST) + _SHORTEST)
        return Line(left, right - left, begin is not None, end is not None)


def build_axis(days: Iterable[date | None], today: date, year: int | None = None) -> Axis:
    """The axis that holds these days and today, in whole years; of one `year` when that is given."""
    years = {year} if year else {day.year for day in days if day} | {today.year}
    first, last = min(years), max(years)
    axis = Axis(first, last, None, ())
    months = (1, 4, 7, 10) if last - first < _QUARTERS_UP_TO else (1,)
    lines = tuple(axis.at(date(year, month, 1)) for year in range(first, last + 1) for month in months)
    return axis._replace(today=axis.at(today) if first <= today.year <= last else None, lines=(*lines, Decimal(100)))
