"""A session, made and used as people do: by forms."""

from __future__ import annotations

from typing import Any

from workshop.session.making import join, make
from workshop.session.models import Card, Participant, Workshop
from workshop.session.rounds import Round

ALL = [each.value for each in Round]


def make_session(cards: int = 4, people: int = 0, round: Round = Round.GOAL, **fields: Any) -> tuple[Workshop, str]:
    """A session of own cards with so many participants, in this round; and the path to lead it."""
    facts = [("", None, f"Kaart {place}", "") for place in range(1, cards + 1)]
    path = make("Minder belletjes", "Doel", None, ALL, facts)
    workshop = Workshop.objects.get()
    Workshop.objects.filter(pk=workshop.pk).update(round=round, **fields)
    workshop.refresh_from_db()
    for _ in range(people):
        join(workshop, "")
    return workshop, path


def joined(workshop: Workshop, name: str = "") -> tuple[Participant, str]:
    path = join(workshop, name)
    assert path is not None
    participant = workshop.participants.last()
    assert participant is not None
    return participant, path


def card(workshop: Workshop, place: int = 1) -> Card:
    return workshop.cards.get(place=place)
