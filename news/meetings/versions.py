"""What calendars and participants know of a meeting, compared with what its page says now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from news.meetings.models import MeetingRegister
from news.pages.meeting import MeetingPage


def digest_of(meeting: MeetingPage) -> str:
    """Of when and where, and whether it goes on."""
    facts = (meeting.begin.timestamp(), meeting.end.timestamp(), meeting.only_days, meeting.place, meeting.is_online)
    return hashlib.sha256(repr((*facts, meeting.join_url, meeting.is_cancelled)).encode()).hexdigest()


def sequences(meetings: Sequence[MeetingPage]) -> dict[int, int]:
    """How often each changed its time or place; one that changed a moment ago already counts. One query."""
    rows = MeetingRegister.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    known = {row.meeting_id: row for row in rows}
    return {
        meeting.pk: row.sequence + (row.digest != digest_of(meeting)) if (row := known.get(meeting.pk)) else 0
        for meeting in meetings
    }


def register_of(meeting: MeetingPage) -> MeetingRegister:
    row, _ = MeetingRegister.objects.get_or_create(meeting=meeting, defaults={"digest": digest_of(meeting)})
    return row
