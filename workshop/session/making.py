"""Make a session, let people join it, merge somebody who joined twice, and delete it with its addresses."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from core.secret_addresses import addresses
from core.secret_addresses.models import SecretAddress
from workshop.session.models import Card, Participant, Workshop
from workshop.session.rounds import MOST_PICKS, Round

LEAD, SCREEN, PARTICIPANT, PLAN, MAIL = (
    f"werksessie-{each}" for each in ("leiden", "scherm", "meedoen", "plan", "mail")
)
# Without letters that look or sound like another, and without A, E, I, O and U, so that no code is a word.
LETTERS = "CDFGHJKMNPQRTVWXY"
CODE_LENGTH = 8
MOST_CARDS, MOST_PARTICIPANTS = 60, 60
_CODE_WITHOUT_DAY = timedelta(days=14)
_SHORTEST_CODE = timedelta(days=1)

# Kind, number, title, address of a card.
CardFacts = tuple[str, int | None, str, str]


def changed(workshop: Workshop) -> None:
    """Have everybody see another version, and note that the session is used. One query."""
    Workshop.objects.filter(pk=workshop.pk).update(
        version=F("version") + 1, last_used_at=timezone.now(), warned_at=None
    )


@transaction.atomic
def make(
    title: str,
    goal: str,
    day: date | None,
    rounds: Sequence[str],
    cards: Iterable[CardFacts],
    *,
    organisation: str = "",
) -> str:
    """Make a session; its secret path for the facilitator."""
    chosen = [str(each) for each in Round if each in rounds or each is Round.END]
    workshop = Workshop(title=title, goal=goal, day=day, organisation=organisation, rounds=chosen, round=chosen[0])
    workshop.code_ends_at = _code_ends(day)
    _save_with_code(workshop)
    add_cards(workshop, cards)
    return addresses.make(LEAD, workshop.pk)


def add_cards(workshop: Workshop, cards: Iterable[CardFacts]) -> int:
    """Add those that are not there yet, up to `MOST_CARDS`; how many."""
    there = list(workshop.cards.values_list("kind", "number", "title", "place"))
    known = {(kind, number or title) for kind, number, title, _ in there}
    place = max((each[3] for each in there), default=0)
    rows: list[Card] = []
    for kind, number, title, address in cards:
        if (kind, number or title) not in known and len(there) + len(rows) < MOST_CARDS:
            known.add((kind, number or title))
            place += 1
            rows.append(Card(workshop=workshop, place=place, kind=kind, number=number, title=title, address=address))
    return len(Card.objects.bulk_create(rows))


def open_joining(workshop: Workshop) -> None:
    """Let people join, for another day when the code ended."""
    ends = max(workshop.code_ends_at, timezone.now() + _SHORTEST_CODE)
    Workshop.objects.filter(pk=workshop.pk).update(joining_open=True, code_ends_at=ends)


@transaction.atomic
def join(workshop: Workshop, name: str) -> str | None:
    """Add a participant; his secret path, or None when the session is full."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    last = workshop.participants.aggregate(last=Max("number"))["last"] or 0
    if workshop.participants.count() >= MOST_PARTICIPANTS:
        return None
    participant = Participant.objects.create(workshop=workshop, number=last + 1, name=name)
    changed(workshop)
    return addresses.make(PARTICIPANT, participant.pk)


@transaction.atomic
def merge(workshop: Workshop, former: Participant, stays: Participant) -> None:
    """Make one of two: the choices of `former` where the other has none, and both addresses lead to the one."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    own = {choice.card_id: choice for choice in stays.choices.all()}
    room = MOST_PICKS - sum(choice.is_pick for choice in own.values())
    for choice in former.choices.all():
        kept = own.get(choice.card_id)
        is_pick = choice.is_pick and room > 0 and not (kept and kept.is_pick)
        room -= is_pick
        if kept is None:
            kept, choice.participant, choice.is_pick = choice, stays, is_pick
        else:
            kept.pile, kept.is_pick = kept.pile or choice.pile, kept.is_pick or is_pick
        kept.save()
    late = set(stays.late_choices.values_list("card", "round"))
    for each in former.late_choices.all():
        if (each.card_id, each.round) not in late:
            each.participant = stays
            each.save()
    SecretAddress.objects.filter(kind=PARTICIPANT, subject=str(former.pk)).update(subject=str(stays.pk))
    if not stays.name and former.name:
        Participant.objects.filter(pk=stays.pk).update(name=former.name)
    Participant.objects.filter(pk=former.pk).delete()
    changed(workshop)


@transaction.atomic
def delete(*workshops: Workshop) -> int:
    """Delete sessions with everything typed in them and every address; how many."""
    keys = [workshop.pk for workshop in workshops]
    people = Participant.objects.filter(workshop__in=keys).values_list("pk", flat=True)
    addresses.end(PARTICIPANT, *people)
    for kind in (LEAD, SCREEN, PLAN, MAIL):
        addresses.end(kind, *keys)
    Workshop.objects.filter(pk__in=keys).delete()
    return len(keys)


def _code_ends(day: date | None) -> datetime:
    """At noon of the day after the session; two weeks from now without a day."""
    now = timezone.now()
    if day is None:
        return now + _CODE_WITHOUT_DAY
    noon = timezone.make_aware(datetime.combine(day + timedelta(days=1), time(12)))
    return max(noon, now + _SHORTEST_CODE)


def _save_with_code(workshop: Workshop) -> None:
    while workshop.pk is None:
        workshop.code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                workshop.save()
        except IntegrityError:
            workshop.pk = None  # another session has this code
