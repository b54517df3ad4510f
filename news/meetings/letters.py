"""The letters about a meeting: made of what its page says at the moment they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.http.calendar import CONTENT_TYPE
from core.mail.parts import Attachment, Parts
from core.secret_addresses import addresses
from core.visibility import is_public
from news.meetings.calendar import file_of
from news.meetings.models import SignUp

SUBJECTS = {
    "aangemeld": "Je hebt een plek",
    "wachtlijst": "Je staat op de wachtlijst",
    "doorgeschoven": "Er is een plek voor je vrij",
    "herinnering": "Tot over twee dagen",
    "gewijzigd": "Er is iets veranderd",
    "afgelast": "De bijeenkomst gaat niet door",
}


def compose(context: Mapping[str, Any]) -> Parts | None:
    """None when he cancelled meanwhile, or not everyone may read the meeting any more. Four queries."""
    row = SignUp.objects.select_related("meeting").filter(pk=context.get("sign_up") or 0).first()
    if row is None or not is_public(row.meeting):
        return None
    what, meeting = context["what"], row.meeting
    if what == "herinnering" and (meeting.is_cancelled or not row.has_place):
        return None
    words = {
        "what": what,
        "about": SUBJECTS[what],
        "page": meeting,
        "has_place": row.has_place,
        "join_url": meeting.join_url if row.has_place and not meeting.is_cancelled else "",
        "address": addresses.full(context["path"]),
    }
    if not row.has_place:
        return Parts(words)
    calendar = Attachment("bijeenkomst.ics", file_of(meeting, private=True), f"{CONTENT_TYPE}; method=PUBLISH")
    return Parts(words, attachments=(calendar,))
