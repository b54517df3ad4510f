"""What participants and the facilitator do in a round. Each act says where the page goes on, or raises a `Problem`."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from workshop.session import choices
from workshop.session.models import Card, Level, Participant, Pile, Workshop
from workshop.session.overview import CardState
from workshop.session.problems import GONE, OtherRound, Problem
from workshop.session.rounds import MOST_PICKS, Round
from workshop.session.shared import change


def number(data: QueryDict, name: str) -> int:
    """A whole number that is not typed; 0 for anything else."""
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def card_of(workshop: Workshop, data: QueryDict) -> Card:
    found = workshop.cards.filter(pk=number(data, "kaart")).first()
    if found is None:
        raise Problem(GONE)
    return found


def only_in(workshop: Workshop, one: Round) -> None:
    """Refuse what belongs to another round than the one of now."""
    if workshop.current is not one:
        raise OtherRound(one, workshop.current)


def sort(workshop: Workshop, participant: Participant, data: QueryDict) -> str:
    only_in(workshop, Round.SORT)
    card, pile = card_of(workshop, data), data.get("stapel", "")
    if pile not in Pile.values:
        raise Problem("Kies wat jullie met deze kaart moeten doen.", status=400)
    choices.sort(participant, card, pile)
    return here(card)


def pick(workshop: Workshop, participant: Participant, data: QueryDict) -> str:
    only_in(workshop, Round.PICK)
    card, is_pick = card_of(workshop, data), data.get("kies") == "ja"
    if not choices.pick(participant, card, is_pick):
        raise Problem(
            f"Je koos al {MOST_PICKS} kaarten.", f"Wil je ‘{card.name}’? Geef dan eerst een andere terug.", status=400
        )
    return here(card)


def weigh(workshop: Workshop, data: QueryDict) -> str:
    only_in(workshop, Round.WEIGH)
    card, stays = card_of(workshop, data), _stays(data.get("blijft", ""))
    if not change(Card.objects.filter(pk=card.pk), workshop, number(data, "versie"), stays=stays):
        card.refresh_from_db()
        if card.stays is not stays:
            _raise(card, _says(card.stays), _says(stays))
    return here(card)


def place(workshop: Workshop, data: QueryDict) -> str:
    only_in(workshop, Round.BOARD)
    card = card_of(workshop, data)
    effort, effect = number(data, "moeite") or None, number(data, "effect") or None
    if not {effort, effect} <= {None, *Level.values} or (effort is None) != (effect is None):
        raise Problem("Kies de moeite én het effect.", f"Van ‘{card.name}’.", status=400)
    values = {"effort": effort, "effect": effect}
    if not change(Card.objects.filter(pk=card.pk), workshop, number(data, "versie"), **values):
        card.refresh_from_db()
        meant = Card(effort=effort, effect=effect)
        if (card.effort, card.effect) != (effort, effect):
            _raise(card, CardState(card, "").place, CardState(meant, "").place)
    return here(card)


def here(card: Card) -> str:
    """Where the page goes on: at the card, which it says something of."""
    return f"?kaart={card.pk}#kaart-{card.pk}"


def said_of(one: Round, values: Mapping[str, str]) -> str:
    """What the fields of a choice say in words; empty when they say nothing that can be chosen."""
    if one is Round.SORT:
        return dict(Pile.choices).get(values["stapel"], "").lower()
    if one is Round.PICK:
        return {"ja": "gekozen", "nee": "niet gekozen"}.get(values["kies"], "")
    if one is Round.WEIGH:
        return {"ja": _says(True), "nee": _says(False), "open": _says(None)}.get(values["blijft"], "")
    effort, effect = (_level(values[name]) for name in ("moeite", "effect"))
    return CardState(Card(effort=effort, effect=effect), "").place if effort and effect else ""


def _stays(value: str) -> bool | None:
    return {"ja": True, "nee": False}.get(value)


def _level(value: str) -> int | None:
    return int(value) if value in map(str, Level.values) else None


def _says(stays: bool | None) -> str:
    return {True: "blijft", False: "valt af", None: "nog niet besloten"}[stays]


def _raise(card: Card, now: str, wanted: str) -> None:
    raise Problem(
        f"Iemand was je net voor bij ‘{card.name}’.",
        f"Nu: {now}. Jij koos: {wanted}. Overleg, en kies opnieuw als dat beter is.",
    )
