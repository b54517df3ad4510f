"""Making a session, leading it, and the big screen."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.secret_addresses import addresses
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions import guard
from core.submissions.guard import Objection
from core.submissions.views import busy
from workshop.plan.views import plan_page
from workshop.selection.selection import PARAMETER
from workshop.session import late, making
from workshop.session.forms import CardsForm, DetailsForm, ReminderForm, StartForm
from workshop.session.lead_acts import ACTS
from workshop.session.models import Workshop
from workshop.session.pages import show, version
from workshop.session.participant_views import SHARED
from workshop.session.problems import Problem
from workshop.session.rounds import Round

_SALT = "workshop.session"


# No cookie, so no CSRF token: `guard` looks at where the form comes from and when it was opened.
@csrf_exempt
@never_cache
def start_page(request: HttpRequest) -> HttpResponseBase:
    """The form with which a facilitator makes a session."""
    if request.method != "POST":
        initial = {"selection": request.GET.get(PARAMETER, ""), "rounds": [each.value for each in Round]}
        return _start(request, StartForm(initial=initial))
    if answer := guard.refused_body(request):
        return answer
    form = StartForm(request.POST)
    objection = guard.objection(request, _SALT, "start")
    if not form.is_valid():
        return _start(request, form, None if objection is Objection.TOO_SOON else objection, 400)
    if objection:
        return _start(request, form, objection, 400)
    if full := busy(request, "workshop made"):
        return _start(request, form, full, 429)
    typed = form.cleaned_data
    path = making.make(
        typed["title"], typed["goal"], typed["day"], typed["rounds"], form.cards, organisation=typed["organisation"]
    )
    return HttpResponseRedirect(f"{path}?nieuw=1", status=303)


def _start(
    request: HttpRequest, form: StartForm, objection: Objection | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "title": "Werksessie met je team",
        "canonical_path": reverse("workshop_start"),
        "form": form,
        "chosen_rounds": form["rounds"].value() or [],
        "objection": objection.format(noun="werksessie", nouns="werksessies") if objection else "",
        "token": guard.token_of(request, _SALT, "start", objection),
        "trap": guard.HONEYPOT,
    }
    return render(request, "workshop/start.html", context, status=status)


def lead_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """The page of the facilitator: what the round is, who is there, and everything he may do."""
    workshop = _workshop(address)
    if rest == "stand":
        return version(request, workshop)
    if rest == "scherm":
        return screen_page(request, address, rest)
    if rest.partition("/")[0] == "plan":
        return plan_page(request, workshop, rest.partition("/")[2], leads=True)
    if rest == "verwijderen":
        return _delete(request, workshop)
    if rest:
        raise Http404("no such page")
    if request.method != "POST":
        return _lead(request, workshop)
    if answer := guard.refused_body(request):
        return answer
    name = request.POST.get("doe", "")
    try:
        if act := ACTS.get(name):
            on = act(request, workshop)
        elif shared := SHARED.get(name):
            on = shared(workshop, request.POST)
        else:
            raise Problem("Dit kan hier niet.", status=400)
    except Problem as problem:
        workshop.refresh_from_db()
        return _lead(request, workshop, problem)
    return HttpResponseRedirect(on if on.startswith("/") else f"{request.path}{on}", status=303)


def _lead(request: HttpRequest, workshop: Workshop, problem: Problem | None = None) -> HttpResponse:
    shown: dict[str, Any] = {
        "details_form": DetailsForm(initial={name: getattr(workshop, name) for name in DetailsForm.base_fields}),
        "cards_form": CardsForm(),
        "reminder_form": ReminderForm(initial={"email": workshop.email, "remind_on": workshop.remind_on}),
    }
    for name, form in shown.items():
        if problem and type(problem.form) is type(form):
            shown[name] = problem.form
    join_path = reverse("workshop_join", args=[workshop.code]) if workshop.can_join else ""
    return show(
        request,
        "workshop/lead.html",
        workshop,
        problem=problem,
        is_new="nieuw" in request.GET,
        is_mailed="gemaild" in request.GET,
        join_address=addresses.full(join_path),
        can_join=workshop.can_join and not workshop.closed_at,
        late_counts=late.counts(workshop),
        **shown,
    )


def screen_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """What everybody in the room sees. Its own address, so that no beamer shows the one to lead with."""
    workshop = _workshop(address)
    if rest == "stand":
        return version(request, workshop)
    if rest != "scherm":
        raise Http404("no such page")
    join_path = reverse("workshop_join", args=[workshop.code]) if workshop.can_join else ""
    can_join = workshop.can_join and not workshop.closed_at
    return show(request, "workshop/screen.html", workshop, join_address=addresses.full(join_path), can_join=can_join)


def _delete(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    def delete() -> None:
        making.delete(workshop)

    return button_page(
        request,
        title="Werksessie verwijderen?",
        text="Alles gaat weg: de kaarten, de keuzes, het plan en alle adressen. Dat kan niet terug. "
        "Bewaar het plan eerst als je het nog nodig hebt.",
        button="Verwijder alles nu",
        act=delete,
        done_title="De werksessie is verwijderd",
        done_text="Er is niets van bewaard. De adressen werken niet meer.",
    )


def _workshop(address: SecretAddress) -> Workshop:
    found = Workshop.objects.filter(pk=address.subject).first()
    if found is None:
        raise Http404("no such session")
    return found
