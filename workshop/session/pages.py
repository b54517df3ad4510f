"""What the pages of a session share: the answer with the cards in it, and the question whether anything changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from core.secret_addresses import addresses
from workshop.plan.forms import ActionForm, form_of
from workshop.session import late
from workshop.session.acts import number
from workshop.session.models import Level, Participant, Pile, Workshop
from workshop.session.overview import CardState, board, board_sentence, people, ready, states, weighed
from workshop.session.problems import Problem
from workshop.session.rounds import MINUTES, TASKS, Round


def version(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The version of the session, or an empty 304 for who has it. No query."""
    etag = f'"{workshop.version}"'
    response = HttpResponse(str(workshop.version), content_type="text/plain", headers={"ETag": etag})
    found: Any = get_conditional_response(request, etag=etag, response=response)
    return found or response


def show(
    request: HttpRequest,
    template: str,
    workshop: Workshop,
    participant: Participant | None = None,
    problem: Problem | None = None,
    **context: Any,
) -> HttpResponse:
    """The page as it is now. Six queries at most, whatever the number of cards and people."""
    cards = states(workshop, participant)
    everybody = list(people(workshop))
    in_play = [each for each in weighed(cards) if each.is_in_play]
    kept = late.of(participant) if participant else []
    facts = {
        "workshop": workshop,
        "participant": participant,
        "title": workshop.title,
        "round": workshop.current,
        "round_template": f"workshop/rounds/{workshop.round}.html",
        "piles": Pile.choices,
        "levels": Level.choices,
        "task": TASKS[workshop.current],
        "minutes": MINUTES[workshop.current],
        "cards": _ordered(workshop, cards),
        "in_play": in_play,
        "people": everybody,
        "ready": ready(workshop, everybody, len(cards)),
        "own_count": own_count(workshop, cards),
        "problem": problem,
        "late": kept,
        "late_now": any(each["round"] == workshop.current for each in kept),
        "said": _said(request, workshop, cards),
        "path": "/" + "/".join(request.path.strip("/").split("/")[:2]) + "/",
        "address": addresses.full(request.path),
        **context,
    }
    if workshop.current is Round.BOARD or workshop.is_past(Round.BOARD):
        facts |= {"board": board(in_play), "board_sentence": board_sentence(in_play)}
        facts["unplaced"] = [each for each in in_play if not each.is_placed]
    if workshop.current in (Round.ACTIONS, Round.END) or workshop.is_past(Round.ACTIONS):
        facts |= action_context(workshop, [each.card for each in cards], problem)
    if problem and isinstance(problem.form, ActionForm) and workshop.current is not Round.ACTIONS:
        facts["unsaved"] = workshop.actions.filter(pk=problem.row or 0).first()  # its form stands nowhere else
    return render(request, template, facts, status=problem.status if problem else 200)


def action_context(workshop: Workshop, cards: list[Any], problem: Problem | None = None) -> dict[str, Any]:
    """The actions, each with its form; that of a problem holds what was typed. One query."""
    actions = [(each, form_of(each, cards)) for each in workshop.actions.all()]
    added = ActionForm(cards, auto_id="nieuw-%s")
    if problem and isinstance(problem.form, ActionForm):
        actions = [(each, problem.form if each.pk == problem.row else form) for each, form in actions]
        added = problem.form if problem.row == 0 else added
    by_card = {card.pk: card for card in cards}
    return {"actions": [(each, form, by_card.get(each.card_id)) for each, form in actions], "action_form": added}


def own_count(workshop: Workshop, cards: list[Any]) -> int:
    """How many cards this participant sorted, or picked, so far."""
    if workshop.current is Round.PICK:
        return sum(bool(each.own and each.own.is_pick) for each in cards)
    return sum(bool(each.own and each.own.pile) for each in cards)


def _ordered(workshop: Workshop, cards: list[CardState]) -> list[CardState]:
    """Most chosen first when they are weighed; what somebody wants more of first when he picks."""
    if workshop.current is Round.WEIGH:
        return weighed(cards)
    if workshop.current is Round.PICK:
        order = [Pile.MORE, Pile.KEEP, Pile.LESS, "", Pile.ASIDE]
        return sorted(cards, key=lambda each: order.index(each.own.pile if each.own else ""))
    return cards


def _said(request: HttpRequest, workshop: Workshop, cards: list[Any]) -> str:
    """What came of the last press, told from what is in the database now."""
    if number(request.GET, "actie"):
        return "De actie is bewaard. Ze staat ook in het plan."
    each = next((one for one in cards if one.card.pk == number(request.GET, "kaart")), None)
    if each is None:
        return ""
    name, own = each.card.name, each.own
    if workshop.current is Round.SORT and own:
        return f"‘{name}’ staat nu bij: {own.get_pile_display()}."
    if workshop.current is Round.PICK and own:
        return f"‘{name}’ {'is gekozen' if own.is_pick else 'is niet meer gekozen'}."
    if workshop.current is Round.WEIGH:
        return f"‘{name}’ {'blijft' if each.card.stays else 'valt af' if each.card.stays is False else 'is weer open'}."
    return f"‘{name}’: {each.place}." if workshop.current is Round.BOARD else ""
