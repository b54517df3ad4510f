"""The page on which an editor deals with one contribution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.models import ModelLogEntry
from wagtail.permissions import page_permission_policy

from contributions.base import drafts, lifecycle, names, periods
from contributions.base.forms import long_text
from contributions.base.models import Contribution, State, find
from contributions.base.name_form import NameForm
from core.published import kind_of
from core.submissions.personal_data import personal_details
from vocabulary.mail_domains import domain_of


class AskForm(forms.Form):
    question = long_text("Je vraag aan de inzender", required=True, error_messages={"required": "Schrijf je vraag op."})


class RefuseForm(forms.Form):
    reason = long_text(
        "Waarom plaatsen jullie het niet? Dit staat in de mail.",
        required=True,
        error_messages={"required": "Schrijf op waarom: de inzender krijgt dat te lezen."},
    )


_FORMS: dict[str, type[forms.Form]] = {"ask": AskForm, "refuse": RefuseForm}


def may_deal(user: Any, model: type[Contribution]) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"))


def may_place(user: Any) -> bool:
    """Who may publish pages decides what is placed and what is not."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


def contribution(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Everything about one, and what can be done with it.

    :raises PermissionDenied: for who may not deal with this kind.
    """
    row = _row(request, model, pk)
    domain = domain_of(row.person.email) if row.person else ""
    bound = {name: form_class(prefix=name) for name, form_class in _FORMS.items()}
    bound["name"] = NameForm(domain)
    if request.method == "POST":
        action = request.POST.get("doe", "")
        if action in bound:
            typed = request.POST
            bound[action] = NameForm(domain, typed) if action == "name" else _FORMS[action](typed, prefix=action)
            if not bound[action].is_valid():
                return _show(request, row, bound, status=400)
        return _do(request, row, action, bound)
    bound["name"].initial["organisation"] = row.typed_organisation
    return _show(request, row, bound)


def dossier(request: HttpRequest, model: str, pk: int) -> JsonResponse:
    """All that is kept of one, as a file."""
    row = _row(request, model, pk)
    response = JsonResponse(lifecycle.dossier(row), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="dossier-{row._meta.model_name}-{row.pk}.json"'
    return response


def _row(request: HttpRequest, model: str, pk: int) -> Contribution:
    if model not in {each._meta.label_lower for each in drafts.models()}:
        raise Http404("no such kind")
    row = find(f"{model}:{pk}")
    if row is None or row.status in row.hidden_states:
        raise Http404("no such contribution")
    if not may_deal(request.user, type(row)):
        raise PermissionDenied
    return row


def _do(request: HttpRequest, row: Contribution, action: str, bound: dict[str, Any]) -> HttpResponse:
    """One action. What is not open any more can only be looked at: two editors may be at it."""
    user, here = request.user, request.path
    if action == "name":
        typed = bound["name"].cleaned_data
        names.confirm(row, typed["organisation"], typed["how"], typed["note"], user)
        messages.success(request, "De naam is bevestigd.")
    elif not row.is_open:
        messages.error(request, "Dit is al afgehandeld.")
    elif action == "take":
        lifecycle.move(row, State.HANDLING, user)
    elif action == "ask":
        lifecycle.ask(row, bound["ask"].cleaned_data["question"], user)
        messages.success(request, "Je vraag gaat per mail naar de inzender.")
    elif action == "refuse":
        if not may_place(user):
            raise PermissionDenied
        reason = bound["refuse"].cleaned_data["reason"]
        days = periods.dealing(type(row)).days
        lifecycle.move(row, State.REFUSED, user, words=reason, letter="not_placed", reason=reason, keeps=days)
        messages.success(request, "De inzender krijgt een mail met de reden.")
    elif action == "place" and drafts.place_of(row):
        if not may_place(user):
            raise PermissionDenied
        if drafts.place(row, user):
            messages.success(request, "Het staat op de site. De inzender krijgt een mail.")
        else:
            messages.error(request, "Bevestig eerst de naam van de organisatie.")
    elif action == "draft" and drafts.kind_of(row):
        here = reverse("wagtailadmin_pages:edit", args=[drafts.make(row, user).pk])
    return HttpResponseRedirect(here)


def _show(request: HttpRequest, row: Contribution, bound: dict[str, Any], status: int = 200) -> HttpResponse:
    kind = kind_of(drafts.kind_of(row)) if drafts.kind_of(row) else None
    content = row.content()
    said = lifecycle.messages_of(row)
    history = ModelLogEntry.objects.for_instance(row).select_related("user").order_by("-timestamp")
    context = {
        "row": row,
        "title": capfirst(str(row)),
        "content": content,
        "messages_of_row": said,
        "details": personal_details("\n".join([*(text for _, text in content), *(each.text for each in said)])),
        "alike": row.look_alikes(),
        "history": history,
        "becomes": kind.label.lower() if kind else "",
        "may_place": may_place(request.user),
        "place": drafts.place_of(row),
        **bound,
    }
    return render(request, "contributions/admin/desk.html", context, status=status)
