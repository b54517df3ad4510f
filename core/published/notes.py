"""Sentences at the foot of a page, or of something else that is read along, from rooms above the one of its kind."""

from __future__ import annotations

from collections.abc import Callable

from wagtail.models import Page

from core.published.reading import ReadAlong

# Gets a page of any kind; gives a Dutch sentence, plain or as safe HTML, or nothing.
Note = Callable[[Page | ReadAlong], str]

_NOTES: list[Note] = []


def add_notes(note: Note) -> None:
    """Have pages show what this says of them; called once by a room, in `ready()`. It costs a fixed number of queries
    for all pages of one public state together."""
    if note not in _NOTES:
        _NOTES.append(note)


def notes(page: Page | ReadAlong) -> list[str]:
    """What rooms have to say at the foot of this; nothing on one that is not saved."""
    return [text for note in _NOTES if (text := note(page))] if page.pk is not None else []
