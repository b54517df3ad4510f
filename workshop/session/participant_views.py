"""Joining by a code, and the own page of a participant."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.http.guards.request_guards import is_from_here
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from workshop.plan import acts as plan_acts
from workshop.plan.views import plan_page
from workshop.session import acts, codes, late
from workshop.session.forms import NameForm
from workshop.session.making import changed, join
from workshop.session.models import Participant, Workshop
from workshop.session.pages import show, version
from workshop.session.problems import OtherRound, Problem

_FULL = "Deze werksessie zit vol. Vraag de begeleider of je met iemand mee kunt doen."
_ELSEWHERE = "Dit formulier kwam niet van deze site. Probeer het vanaf deze pagina."

Act = Callable[[Workshop, QueryDict], str]


# No cookie, so no CSRF token: where the form comes from is looked at, and the code is the secret.
@csrf_exempt
@never_cache
def join_page(request: HttpRequest, code: str = "") -> HttpResponseBase:
    """Ask for the code, then for a first name; joining leads to an own address."""
    typed = code or request.GET.get("code", "") or request.POST.get("code", "")
    found = codes.find(request, typed) if typed else None
    if found is codes.Refused.BUSY:
        text = "Er zijn te veel verkeerde codes geprobeerd. Wacht tien minuten en kijk de code goed na."
        return _join(request, typed, text, 429)
    if not isinstance(found, Workshop):
        text = "Deze code werkt niet. Kijk haar na, of vraag de begeleider of je nog mee kunt doen." if typed else ""
        return _join(request, typed, text, 404 if typed else 200)
    if request.method != "POST":
        return _join(request, typed, workshop=found)
    if answer := refused_body(request):
        return answer
    form = NameForm(request.POST)
    if not is_from_here(request) or not form.is_valid():
        return _join(request, typed, "" if form.errors else _ELSEWHERE, 400, found, form)
    path = join(found, form.cleaned_data["name"])
    return (
        HttpResponseRedirect(f"{path}?nieuw=1", status=303) if path else _join(request, typed, _FULL, 409, found, form)
    )


def _join(
    request: HttpRequest,
    typed: str,
    problem: str = "",
    status: int = 200,
    workshop: Workshop | None = None,
    form: NameForm | None = None,
) -> HttpResponse:
    context = {
        "title": "Doe mee met een werksessie",
        "typed": typed,
        "problem": problem,
        "workshop": workshop,
        "form": form or NameForm(),
        "noindex": True,
        "canonical_path": "/w/",
    }
    response = render(request, "workshop/join.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    if status == 429:
        response.headers["Retry-After"] = str(int(codes.SPAN.total_seconds()))
    return response


def rename(workshop: Workshop, participant: Participant, data: QueryDict) -> str:
    form = NameForm(data)
    if not form.is_valid():
        raise Problem("Deze naam is te lang.", status=400)
    Participant.objects.filter(pk=participant.pk).update(name=form.cleaned_data["name"])
    changed(workshop)
    return ""


def forget_late(workshop: Workshop, participant: Participant, data: QueryDict) -> str:
    late.drop(participant, data.get("ronde", ""), data)
    changed(workshop)
    return "#ronde"


# What everybody may do, and what a participant does for himself.
SHARED: dict[str, Act] = {
    "wegen": acts.weigh,
    "plaatsen": acts.place,
    "actie": plan_acts.save,
    "actie-weg": plan_acts.remove,
}
_OWN = {"sorteren": acts.sort, "kiezen": acts.pick, "naam": rename, "vergeten": forget_late}


def participant_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """The page on somebody's own phone: the round of now."""
    participant = Participant.objects.select_related("workshop").filter(pk=address.subject).first()
    if participant is None:
        raise Http404("no such participant")
    workshop = participant.workshop
    if rest == "stand":
        return version(request, workshop)
    if rest.partition("/")[0] == "plan":
        return plan_page(request, workshop, rest.partition("/")[2])
    if rest:
        raise Http404("no such page")
    if request.method != "POST":
        return show(request, "workshop/participant.html", workshop, participant, is_new="nieuw" in request.GET)
    if answer := refused_body(request):
        return answer
    try:
        on = _act(workshop, participant, request.POST)
    except Problem as problem:
        workshop.refresh_from_db()
        if isinstance(problem, OtherRound):
            problem.text = late.keep(workshop, participant, problem.one, request.POST) or problem.text
        return show(request, "workshop/participant.html", workshop, participant, problem)
    return HttpResponseRedirect(f"{request.path}{on}", status=303)


def _act(workshop: Workshop, participant: Participant, data: QueryDict) -> str:
    """Do what was asked; where the page goes on. What counts now is not late any more."""
    name = data.get("doe", "")
    if own := _OWN.get(name):
        on = own(workshop, participant, data)
    elif shared := SHARED.get(name):
        on = shared(workshop, data)
    else:
        raise Problem("Dit kan hier niet.", status=400)
    if one := late.ROUNDS.get(name):
        late.drop(participant, one, data)
    return on
