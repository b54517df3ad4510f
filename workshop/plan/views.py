"""The plan: at its own address, and behind those of the session."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.secret_addresses import addresses
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from workshop.plan import acts, asking, exports
from workshop.plan.asking import how_it_went
from workshop.plan.models import PlanAction
from workshop.session.models import Workshop
from workshop.session.pages import action_context, version
from workshop.session.problems import Problem

_ACTS = {"actie": acts.save, "actie-weg": acts.remove}


def plan_at_address(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """The plan at the address that a facilitator gave to who must have it."""
    workshop = Workshop.objects.filter(pk=address.subject).first()
    if workshop is None:
        raise Http404("no such session")
    return plan_page(request, workshop, rest, shares=True)


def plan_page(
    request: HttpRequest, workshop: Workshop, rest: str, *, leads: bool = False, shares: bool = False
) -> HttpResponseBase:
    """The plan, its files, and what somebody changes in it. `shares` says that this address is to be handed on."""
    if rest == "stand":
        return version(request, workshop)
    if rest == "plan.csv":
        return exports.sheet(workshop)
    if rest == "plan.ics":
        return exports.calendar(workshop)
    if rest.partition("/")[0] == asking.PATH:
        return asking.page(request, workshop, request.path.partition(asking.PATH)[0], rest.partition("/")[2])
    if rest:
        raise Http404("no such page")
    if request.method != "POST":
        return _show(request, workshop, leads, shares)
    if answer := refused_body(request):
        return answer
    try:
        if (act := _ACTS.get(request.POST.get("doe", ""))) is None:
            raise Problem("Dit kan hier niet.", status=400)
        on = act(workshop, request.POST)
    except Problem as problem:
        return _show(request, workshop, leads, shares, problem)
    return HttpResponseRedirect(f"{request.path}{on}", status=303)


def _show(
    request: HttpRequest, workshop: Workshop, leads: bool, shares: bool, problem: Problem | None = None
) -> HttpResponse:
    """Two queries."""
    shown = action_context(workshop, list(workshop.cards.all()), problem)
    rows = [(action, form, card, how_it_went(card)) for action, form, card in shown["actions"]]
    done = sum(action.state == PlanAction.State.DONE for action, *_ in rows)
    context = {
        "workshop": workshop,
        "title": f"Plan: {workshop.title}",
        "rows": rows,
        "done": done,
        "action_form": shown["action_form"],
        "leads": leads,
        "shares": shares,
        "is_new": "nieuw" in request.GET,
        "problem": problem,
        "said": "De actie is bewaard." if "actie" in request.GET else "",
        "path": request.path,
        "lead_path": request.path.removesuffix("plan/"),
        "address": addresses.full(request.path),
    }
    return render(request, "workshop/plan.html", context, status=problem.status if problem else 200)
