"""‘Hoe ging het?’: the form of the room of contributions, filled in from an action, when that room is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from core.submissions.views import HANDED_OVER
from vocabulary.models import Indicator
from vocabulary.names import name_key
from workshop.plan.models import PlanAction
from workshop.session.models import Card, Workshop

# Below the address of a plan: this, and the key of the action.
PATH = "hoe-ging-het"
_FORM = "did_this_too"


def how_it_went(card: Card | None) -> str:
    """The address of the form about this method; empty for another card, or without such a form."""
    if card is None or card.kind != "methode":
        return ""
    try:
        return f"{reverse(_FORM)}?{urlencode({'methode': card.number})}"
    except NoReverseMatch:
        return ""


def asked_after(actions: Iterable[PlanAction]) -> list[PlanAction]:
    """The actions that go on and can be told of, one a method."""
    going_on = (each for each in actions if each.state != PlanAction.State.DROPPED and how_it_went(each.card))
    return list({each.card.number: each for each in going_on if each.card}.values())


def page(request: HttpRequest, workshop: Workshop, path: str, key: str) -> HttpResponse:
    """What goes along to the form, and the button that takes it there: words of a session leave it by nobody else.

    :raises Http404: when the action is gone or of no method.
    """
    is_key = key.isascii() and key.isdecimal() and len(key) < 10
    action = workshop.actions.select_related("card").filter(pk=int(key) if is_key else 0).first()
    form = how_it_went(action.card) if action else ""
    if action is None or not form:
        raise Http404("no such action")
    context = {
        "title": "Hoe ging het?",
        "workshop": workshop,
        "action": action,
        "card": action.card,
        "form_address": form,
        "fields": {**_fields(workshop, action), HANDED_OVER: "1"},
        "path": path,
    }
    return render(request, "workshop/how_it_went.html", context)


def _fields(workshop: Workshop, action: PlanAction) -> dict[str, Any]:
    """The fields of that form, as far as the plan says them. The figure is chosen when the list of figures has it."""
    figure = name_key(action.figure)
    known = (each for each in Indicator.objects.current() if figure in (name_key(each.label), name_key(each.question)))
    found = next(known, None) if figure else None
    first = f"\nDit cijfer bekeken we eerst: {action.figure}" if action.figure else ""
    fields = {"organisation": workshop.organisation, "differently": f"{action.what}{first}"}
    return fields | ({"indicator": found.slug} if found else {})
