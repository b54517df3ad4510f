"""Sign up for a meeting, and change or cancel that at the secret address from the letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.views import LetterView
from core.visibility import is_public
from news.meetings.calendar import public_meeting
from news.meetings.forms import DetailsForm, SignUpForm
from news.meetings.models import SignUp
from news.meetings.signing_up import cancel, sign_up


class SignUpView(LetterView):
    model = SignUp
    form_class = SignUpForm
    template_name = "news/sign_up.html"
    noun, nouns = "aanmelding", "aanmeldingen"
    thanks = "meeting_signed_up"

    def setup(self, request: HttpRequest, slug: str, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when not everyone may read the meeting, or nobody signs up for it here."""
        super().setup(request, slug=slug, **kwargs)
        self.meeting = public_meeting(slug)
        if not self.meeting.takes_sign_ups:
            raise Http404("no sign-up")
        self.title = f"Aanmelden: {self.meeting.title}"  # type: ignore[misc]

    def about(self) -> str:
        return f"bijeenkomst {self.meeting.pk}"

    def context(self) -> dict[str, Any]:
        return {"meeting": self.meeting, "above": [(self.meeting.title, self.meeting.get_url() or "")]}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return super().post(request, **kwargs) if self.meeting.is_open else self.get(request)

    def write(self, form: forms.Form) -> None:
        sign_up(self.meeting, **form.cleaned_data)


def own_sign_up(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """What somebody filled in, to change it; `afmelden` below it is a page with one button.

    :raises Http404: for anything else below it.
    """
    row = SignUp.objects.select_related("meeting").filter(pk=address.subject).first()
    if rest == "afmelden":
        return _cancel_page(request, row)
    if rest:
        raise Http404("nothing there")
    if row is None:
        return _cancel_page(request, None)
    if request.method == "POST" and (refused := refused_body(request)):
        return refused
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=vars(row))
    saved = form.is_bound and form.is_valid()
    if saved:
        SignUp.objects.filter(pk=row.pk).update(**form.cleaned_data)
    context = {
        "title": "Je aanmelding",
        "form": form,
        "saved": saved,
        "row": row,
        "meeting": row.meeting if is_public(row.meeting) else None,
        "canonical_path": request.path,
        "noindex": True,
    }
    return render(request, "news/own_sign_up.html", context, status=400 if form.errors else 200)


def _cancel_page(request: HttpRequest, row: SignUp | None) -> HttpResponse:
    return button_page(
        request,
        title="Afmelden",
        text=f"Wil je je afmelden voor ‘{row.meeting.title}’? We verwijderen dan alles wat we van je weten."
        if row
        else "Je bent al afgemeld. We weten niets meer van je.",
        button="Meld me af" if row else "",
        act=partial(cancel, row) if row else lambda: None,
        done_title="Je bent afgemeld",
        done_text="We hebben je aanmelding verwijderd. Iemand anders krijgt je plek.",
    )
