"""Calendar files as a library that is not ours reads them."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

MOST_OCTETS = 75


def judged(content: bytes) -> list[Event]:
    """The events of a file in which nothing is wrong: folded right, moments in UTC, each event once."""
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert max(map(len, lines)) <= MOST_OCTETS
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    calendar = Calendar.from_ical(content)
    assert [error for part in calendar.walk() for error in part.errors] == []
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    events = list(calendar.events)
    assert len({event.uid for event in events}) == len(events) == len(calendar.subcomponents)
    for event in events:
        for name in ("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"):
            moment = event[name]
            assert not isinstance(moment.dt, datetime) or moment.to_ical().endswith(b"Z"), name
            assert "TZID" not in moment.params
        assert event.start <= event.end
        assert event["STATUS"] in ("CONFIRMED", "CANCELLED")
    return events
