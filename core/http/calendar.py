"""Calendar files (RFC 5545, 7986). Moments are written in UTC, so no time zone has to be explained. Pure Python.

An event keeps its `uid` for ever. Whoever changes its time or place raises `sequence`; whoever cancels it raises it as
well and keeps the event in the file for a while, so that calendars that follow the address take it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.text.sanitise import plain_text

CONTENT_TYPE = "text/calendar; charset=utf-8"
_MOST_OCTETS = 75


@dataclass(frozen=True)
class Event:
    """A meeting (aware moments) or whole days (dates, of which `end` is the last one).

    `changed` is when it was last changed, an aware moment.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    title: str
    changed: datetime
    sequence: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_file(name: str, events: Iterable[Event]) -> bytes:
    """A file with these events, for a download or an address that a calendar follows."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Optimaal Digitaal//Agenda//NL", "METHOD:PUBLISH"),
        *(f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"),
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    changed = _moment(event.changed)
    yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_when(event.start)}"
    # A calendar takes the last day of whole days as the first one that is free again.
    is_moment = isinstance(event.end, datetime)
    yield f"DTEND{_when(event.end if is_moment else event.end + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.title)}"
    for property_name, value in (("DESCRIPTION", event.text), ("LOCATION", event.place)):
        if value:
            yield f"{property_name}:{_text(value)}"
    if event.url:
        yield f"URL:{_one_line(event.url)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(moment: datetime | date) -> str:
    return f":{_moment(moment)}" if isinstance(moment, datetime) else f";VALUE=DATE:{moment:%Y%m%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _one_line(text: str) -> str:
    return "".join(plain_text(text).split())


def _text(text: str) -> str:
    """The text as a value: what has a meaning in the file is escaped, and a line end becomes `\\n`."""
    escaped = plain_text("\n".join(text.splitlines())).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, each but the first after a space; no character is cut in two."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece, b""])
