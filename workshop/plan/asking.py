"""The link ‘hoe ging het?’: the form of the room of contributions, filled in, when that room is there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from workshop.plan.models import PlanAction
from workshop.session.models import Card

_FORM = "did_this_too"


def how_it_went(card: Card | None) -> str:
    """The address of the form about this method; empty for another card, or without such a form.

    Only the number goes along: what people typed in their plan does not stand in an address.
    """
    if card is None or card.kind != "methode":
        return ""
    try:
        return f"{reverse(_FORM)}?{urlencode({'methode': card.number})}"
    except NoReverseMatch:
        return ""


def methods_of(actions: list[PlanAction]) -> list[Card]:
    """The methods from which an action came that goes on, each once. One query when the cards were not read."""
    cards = {each.card_id: each.card for each in actions if each.card and each.state != PlanAction.State.DROPPED}
    return [card for card in cards.values() if card and card.kind == "methode"]
