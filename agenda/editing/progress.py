"""The progress of all activities of one owner, on one screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.permission_policies.pages import PagePermissionPolicy

from agenda.choices import State
from agenda.editing.keep import keep, latest
from agenda.models import ActivityPage, ActivityState
from agenda.pages.activity import check_period
from agenda.reports import ProgressReport
from core.sources import Certainty
from core.text.numbers import number
from vocabulary.models import Organisation

# So many activities of one owner on one screen.
MOST = 60


class StateForm(forms.ModelForm):  # type: ignore[type-arg]
    """One state to add. Without a state the rest is not looked at."""

    state = forms.ChoiceField(label="Stand", required=False, choices=[("", "Geen verandering"), *State.choices])
    url = forms.URLField(label="Adres", required=False, max_length=500, assume_scheme="https")
    certainty = forms.ChoiceField(label="Zekerheid", choices=Certainty.choices, initial=Certainty.FIRST_HAND)

    class Meta:
        model = ActivityState
        fields = ["state", "known_on", "says", "title", "url", "read_on", "certainty"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].label = "Bron"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("state") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Noem de bron van deze stand.")
        if not cleaned.get("state") and any(cleaned.get(name) for name in ("known_on", "says", "title", "url")):
            self.add_error("state", "Kies welke stand je wilt toevoegen.")
        return cleaned

    def _post_clean(self) -> None:
        """The row has no page yet, so only its fields are looked at."""

    def clean_known_on(self) -> str:
        text = str(self.cleaned_data["known_on"])
        if text:
            check_period(text)
        return text


def progress(request: HttpRequest) -> HttpResponse:
    """Choose an owner; then a form for each of its activities. A state that is filled in is added to the history."""
    if not PagePermissionPolicy().user_has_any_permission(request.user, ["change", "add", "publish"]):
        refused: HttpResponse = permission_denied(request)
        return refused
    chosen = _chosen(request)
    pages = list(_pages(chosen)[:MOST]) if chosen else []
    rows = [(page, _form(request, page)) for page in pages if page.permissions_for_user(request.user).can_edit()]
    if request.method == "POST" and chosen and _are_valid(rows):
        _keep(request, [(page, form) for page, form in rows if form.cleaned_data["state"]])
        return redirect(f"{reverse('agenda_progress')}?eigenaar={chosen.slug}")
    context = {
        "page_title": "Voortgang van de agenda",
        "header_icon": "tasks",
        "owners": Organisation.objects.filter(activities__isnull=False).distinct().order_by("label"),
        "chosen": chosen,
        "rows": rows,
        "has_errors": any(form.errors for _, form in rows),
    }
    return render(request, "agenda_admin/progress.html", context)


def _are_valid(rows: list[tuple[ActivityPage, StateForm]]) -> bool:
    """Every form is asked, so that all errors are shown at once."""
    return sum(not form.is_valid() for _, form in rows) == 0


def _chosen(request: HttpRequest) -> Organisation | None:
    slug = request.POST.get("eigenaar") or request.GET.get("eigenaar", "")
    return Organisation.objects.filter(slug=slug).first()


def _pages(owner: Organisation) -> Any:
    return ActivityPage.objects.filter(organisation=owner).order_by("title", "pk")


def _form(request: HttpRequest, page: ActivityPage) -> StateForm:
    data = request.POST if request.method == "POST" else None
    return StateForm(data, prefix=str(page.pk), initial=_reported(request, page))


def _reported(request: HttpRequest, page: ActivityPage) -> dict[str, Any]:
    """What a reader reported of this activity (`melding`), to look up and place."""
    key = request.GET.get("melding", "")
    report = ProgressReport.objects.filter(pk=int(key), activity=page).first() if key.isdecimal() else None
    if report is None or not request.user.has_perm("agenda.change_progressreport"):
        return {"read_on": timezone.localdate()}
    return {"state": report.state, "known_on": report.known_on, "title": report.source[:255]}


@transaction.atomic
def _keep(request: HttpRequest, rows: list[tuple[ActivityPage, StateForm]]) -> None:
    public = 0
    for page, form in rows:
        draft = latest(page)
        draft.states.add(ActivityState(**form.cleaned_data, sort_order=draft.states.count()))
        public += keep(draft, request.user)
    if public:
        messages.success(request, f"Bijgewerkt op de site: {number(public)}.")
    if len(rows) > public:
        messages.warning(request, f"Als concept bewaard, nog niet op de site: {number(len(rows) - public)}.")
    if not rows:
        messages.info(request, "Er is niets veranderd: kies bij een activiteit een stand.")
