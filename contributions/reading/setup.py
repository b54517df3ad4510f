"""Tell the rest of the site what this sub-room answers for; called once, in `ready()`."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from contributions.reading import letters, retention, rounds  # noqa: F401 - declares what is kept
from contributions.reading.read_along import invitation, line
from contributions.reading.reading_page import reading_page
from contributions.reading.views import member_page
from core.mail.parts import stops_at
from core.published.notes import add_notes
from core.published.reading import ReadAlong, read_along_models
from core.secret_addresses import addresses


def ready() -> None:
    addresses.serve(letters.READER, reading_page)
    addresses.serve(letters.MEMBER, member_page)
    stops_at("reading/invitation", "stop/")
    add_notes(invitation)
    add_notes(line)
    for model in read_along_models():
        post_delete.connect(_deleted, sender=model)


def _deleted(instance: ReadAlong, **_: Any) -> None:
    rounds.subject_gone(instance)
