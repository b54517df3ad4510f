"""Periods as editors write them: `2017`, `mei 2024`, `2017-K1`, `november 2013 tot januari 2014`. Pure Python."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
# How a month is shortened other than by leaving its end off.
_SHORT = {"mrt": "maart"}
_DAY = re.compile(r"^(?P<day>\d{1,2})[-/ ](?P<month>\d{1,2}|[a-z]+\.?)[-/ ](?P<year>\d{4})$")
_MONTH = re.compile(r"^(?P<month>\d{1,2}|[a-z]+\.?)[-/ ](?P<year>\d{4})$")
_ISO = re.compile(r"^(?P<year>\d{4})(-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?)?$")
_QUARTER = re.compile(
    r"^(?:(?P<year>\d{4})[- ]?[kq](?P<quarter>[1-4])"
    r"|(?:[kq](?=[1-4][- ])|(?=[1-4]e kwartaal ))(?P<first>[1-4])(?:[- ]|e kwartaal (?:van )?)(?P<last>\d{4}))$"
)
_BETWEEN = re.compile(
    r"\s*(?:/|\s-\s|\s–\s|\s(?:tot en met|t/m|tot)\s"
    r"|(?<=\b\d{4})[-–](?=[a-z]|\d{4}\b)(?![kq][1-4])|(?<=[a-z.])[-–](?=[a-z]))\s*"
)


class PeriodError(ValueError):
    """A period that cannot be read; the message is Dutch and meant for the editor."""


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day, both included."""

    start: date
    end: date


def parse_period(text: str) -> Period:
    """Read a year, quarter, month, day, or two of those with `tot` between them.

    :raises PeriodError: when it is none of these, or ends before it starts.
    """
    cleaned = " ".join(text.lower().split())
    iso_range = re.fullmatch(r"(\d{4}(?:-\d{1,2}){0,2})/(\d{4}(?:-\d{1,2}){0,2})", cleaned)
    parts = list(iso_range.groups()) if iso_range else _split(cleaned)
    spans = [_span(part) for part in parts]
    period = Period(spans[0].start, spans[-1].end)
    if period.end < period.start or (len(spans) == 2 and spans[1].start < spans[0].start):
        raise PeriodError("De periode eindigt voordat hij begint.")
    return period


def format_period(text: str) -> str:
    """A readable Dutch form of a stored period: `2024-05` becomes `mei 2024`. Unreadable text stays as it is."""
    cleaned = " ".join(text.lower().split())
    if quarter := _quarter(cleaned):
        return f"{quarter[1]}e kwartaal {quarter[0]}"
    iso_range = re.fullmatch(r"(\d{4}(?:-\d{1,2}){0,2})/(\d{4}(?:-\d{1,2}){0,2})", cleaned)
    if iso_range:
        return " tot en met ".join(format_period(part) for part in iso_range.groups())
    match = _ISO.match(cleaned)
    if not match or not match["month"]:
        return text.strip()
    month = int(match["month"])
    if not 1 <= month <= 12:
        return text.strip()
    day = f"{int(match['day'])} " if match["day"] else ""
    return f"{day}{MONTHS[month - 1]} {match['year']}"


def _split(text: str) -> list[str]:
    parts = _BETWEEN.split(text) if not re.fullmatch(r"\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}", text) else [text]
    if len(parts) > 2:
        raise PeriodError("Schrijf de periode als ‘2017’, ‘mei 2024’ of ‘mei 2024 tot juli 2024’.")
    return [_with_year(parts[0], parts[1]), parts[1]] if len(parts) == 2 else parts


def _with_year(first: str, last: str) -> str:
    """The first of two moments with what it leaves to the last: `maart` t/m mei 2024, `1` t/m 3 mei 2024."""
    year = re.search(r"\d{4}$", last)
    if year is None or re.search(r"\d{4}", first):
        return first
    day_of_month = re.fullmatch(r"\d{1,2} (?P<rest>[a-z]+\.? \d{4})", last) if first.isdigit() else None
    return f"{first} {day_of_month['rest'] if day_of_month else year[0]}"


def _quarter(text: str) -> tuple[int, int] | None:
    """Year and quarter of `2017-K1`, `K1 2017`, `Q1 2017` or `1e kwartaal 2017`."""
    found = _QUARTER.match(text)
    return (int(found["year"] or found["last"]), int(found["quarter"] or found["first"])) if found else None


def _span(text: str) -> Period:
    if quarter := _quarter(text):
        first, last = (_as_period({"year": str(quarter[0]), "month": str(quarter[1] * 3 - add)}) for add in (2, 0))
        return Period(first.start, last.end)
    for pattern in (_ISO, _DAY, _MONTH):
        match = pattern.match(text)
        if match:
            return _as_period(match.groupdict())
    raise PeriodError("Schrijf de periode als ‘2017’, ‘mei 2024’ of ‘mei 2024 tot juli 2024’.")


def _as_period(found: dict[str, str | None]) -> Period:
    year = int(found["year"] or 0)
    month = _month(found.get("month"))
    day = int(found.get("day") or 0) or None
    try:
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Period(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise PeriodError(f"‘{year}’ met deze maand en dag bestaat niet.") from error


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    word = text.rstrip(".")
    for place, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.startswith(_SHORT.get(word, word)):
            return place
    raise PeriodError(f"‘{text}’ is geen maand.")
