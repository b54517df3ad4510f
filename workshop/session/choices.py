"""What a participant chooses for himself: a pile for every card, and three of them."""

from __future__ import annotations

from django.db import transaction

from workshop.session.making import changed
from workshop.session.models import Card, Choice, Participant
from workshop.session.rounds import MOST_PICKS, Round


@transaction.atomic
def sort(participant: Participant, card: Card, pile: str) -> None:
    """Put a card on a pile. Others get another version only when this made the participant ready."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    _, is_new = Choice.objects.update_or_create(participant=participant, card=card, defaults={"pile": pile})
    if is_new and is_ready(participant, Round.SORT):
        changed(participant.workshop)


@transaction.atomic
def pick(participant: Participant, card: Card, is_pick: bool) -> bool:
    """Pick a card or take that back; False when there were three already."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    others = participant.choices.filter(is_pick=True).exclude(card=card).count()
    if is_pick and others >= MOST_PICKS:
        return False
    Choice.objects.update_or_create(participant=participant, card=card, defaults={"is_pick": is_pick})
    if is_ready(participant, Round.PICK) or not is_pick:
        changed(participant.workshop)
    return True


def is_ready(participant: Participant, one: Round) -> bool:
    """Whether the participant did all that a round asks of him. Two queries."""
    cards = Card.objects.filter(workshop=participant.workshop_id).count()
    if one is Round.SORT:
        return participant.choices.exclude(pile="").count() >= cards
    return participant.choices.filter(is_pick=True).count() >= min(MOST_PICKS, cards)
