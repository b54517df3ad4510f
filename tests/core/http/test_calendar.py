"""Calendar files, read by a parser that accepts only what RFC 5545 says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.http.calendar import Event, calendar_file
from tests.calendars import judged

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHANGED = datetime(2027, 1, 5, 9, 30, tzinfo=AMSTERDAM)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", re.DOTALL)
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=200)


def meeting(**changed: object) -> Event:
    values: dict[str, object] = {
        "uid": "bijeenkomst-7@www.example.nl",
        "start": datetime(2027, 3, 28, 9, 30, tzinfo=AMSTERDAM),
        "end": datetime(2027, 3, 28, 11, 0, tzinfo=AMSTERDAM),
        "title": "Kennismaken",
        "changed": CHANGED,
    }
    return Event(**{**values, **changed})  # type: ignore[arg-type]


def parse(file: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each content line, unfolded."""
    *lines, last = file.split(b"\r\n")
    assert last == b"" and all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    found = []
    for line in file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", match[3])
        found.append((match[1], match[2], match[3]))
    return found


def unescaped(value: str) -> str:
    bare = _ESCAPED.sub("", value)
    assert not set(bare) & set(";,\\")
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def event_lines(event: Event) -> dict[str, tuple[str, str]]:
    lines = parse(calendar_file("Agenda", [event]))
    names = [name for name, _, _ in lines]
    inside = lines[names.index("BEGIN", 1) + 1 : names.index("END")]
    assert len({name for name, _, _ in inside}) == len(inside)
    return {name: (parameters, value) for name, parameters, value in inside}


def test_a_file_says_what_it_is() -> None:
    lines = parse(calendar_file("Agenda, van ons", []))
    assert [(name, value) for name, _, value in lines] == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Optimaal Digitaal//Agenda//NL"),
        ("METHOD", "PUBLISH"),
        ("NAME", "Agenda\\, van ons"),
        ("X-WR-CALNAME", "Agenda\\, van ons"),
        ("REFRESH-INTERVAL", "PT12H"),
        ("END", "VCALENDAR"),
    ]


def test_moments_are_in_utc_also_on_the_day_the_clock_goes_forward() -> None:
    found = event_lines(meeting(place="Zaal 1; achterin", url="https://www.example.nl/a?b=1,2"))
    assert found == {
        "UID": ("", "bijeenkomst-7@www.example.nl"),
        "DTSTAMP": ("", "20270105T083000Z"),
        "LAST-MODIFIED": ("", "20270105T083000Z"),
        "SEQUENCE": ("", "0"),
        "DTSTART": ("", "20270328T073000Z"),
        "DTEND": ("", "20270328T090000Z"),
        "SUMMARY": ("", "Kennismaken"),
        "LOCATION": ("", "Zaal 1\\; achterin"),
        "URL": ("", "https://www.example.nl/a?b=1,2"),
        "STATUS": ("", "CONFIRMED"),
    }


@pytest.mark.parametrize(("last", "free"), [(date(2027, 4, 2), "20270403"), (date(2027, 12, 31), "20280101")])
def test_whole_days_end_on_the_day_that_is_free_again(last: date, free: str) -> None:
    found = event_lines(meeting(start=date(2027, 4, 1), end=last))
    assert found["DTSTART"] == (";VALUE=DATE", "20270401")
    assert found["DTEND"] == (";VALUE=DATE", free)


def test_what_is_cancelled_keeps_its_identity() -> None:
    found = event_lines(meeting(is_cancelled=True, sequence=3))
    assert found["STATUS"] == ("", "CANCELLED") and found["SEQUENCE"] == ("", "3")
    assert found["UID"] == event_lines(meeting())["UID"]


@given(texts, texts, st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_any_text_comes_back_and_nothing_gets_out_of_its_line(title: str, text: str, moment: datetime) -> None:
    found = event_lines(meeting(title=title, text=text, start=moment, end=moment, url=f"https://x.nl/{title}"))
    kept = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+", "", title)
    assert re.sub(r"[\x00-\x1f ]+", "", unescaped(found["SUMMARY"][1])) == re.sub(r"[ ]+", "", kept)
    assert datetime.strptime(found["DTSTART"][1], "%Y%m%dT%H%M%S%z") == moment.replace(microsecond=0)


def test_a_long_line_is_folded_between_characters() -> None:
    title = "één € en 😀 " * 40
    assert unescaped(event_lines(meeting(title=title))["SUMMARY"][1]) == title


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        (datetime(2027, 1, 5, 9, 30, tzinfo=AMSTERDAM), datetime(2027, 1, 5, 8, 30, tzinfo=UTC)),
        (datetime(2027, 7, 6, 9, 30, tzinfo=AMSTERDAM), datetime(2027, 7, 6, 7, 30, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 59, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=1), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        (date(2027, 3, 28), date(2027, 3, 28)),
        (date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
@pytest.mark.parametrize("title", ["Kennismaken", 'één € en 😀; \\n, "x" ' * 20])
def test_another_reads_the_same(start: date, meant: date, title: str) -> None:
    """Winter, summer, the nights in which the clock goes forward and back, and whole days."""
    lasts = timedelta(minutes=90)
    end = (start.astimezone(UTC) + lasts).astimezone(AMSTERDAM) if isinstance(start, datetime) else start
    facts = {"start": start, "end": end, "text": title, "place": title}
    event, gone = judged(
        calendar_file(title, [meeting(title=title, **facts), meeting(uid="2", is_cancelled=True, sequence=4)])
    )
    assert (event.start, str(event["SUMMARY"]), str(event["LOCATION"])) == (meant, title, title)
    assert str(event["DESCRIPTION"]) == title
    assert event.end - event.start == (lasts if isinstance(start, datetime) else timedelta(days=1))
    assert (gone["STATUS"], gone["SEQUENCE"], event["STATUS"]) == ("CANCELLED", 4, "CONFIRMED")
