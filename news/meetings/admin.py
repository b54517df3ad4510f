"""The organiser's list of who comes; a file of it only after typing the own password again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from core.http.exports import Column, csv_parts, download
from core.http.limits import allow
from news.meetings.models import SignUp
from news.pages.meeting import MeetingPage

MAY = "news.view_signup"
# Own passwords tried by one editor.
_MOST, _SPAN = 5, timedelta(minutes=10)

COLUMNS: tuple[Column[SignUp], ...] = (
    Column("naam", "Naam", lambda row: row.name),
    Column("organisatie", "Organisatie", lambda row: row.organisation),
    Column("email", "E-mailadres", lambda row: row.email),
    Column("stand", "Plek of wachtlijst", lambda row: str(row.get_state_display())),
    Column("aangemeld", "Aangemeld op", lambda row: f"{row.created_at:%Y-%m-%d}"),
)


class OwnPasswordForm(forms.Form):
    password = forms.CharField(label="Je eigen wachtwoord", widget=forms.PasswordInput, strip=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """:raises ValidationError: when it is not his, or was tried too often."""
        typed: str = self.cleaned_data["password"]
        if not allow("own password", _MOST, _SPAN, sender=str(self._user.pk)):
            raise forms.ValidationError("Je probeerde het te vaak. Wacht tien minuten.")
        if not self._user.check_password(typed):
            raise forms.ValidationError("Dit is niet je wachtwoord.")
        return typed


@require_admin_access
@permission_required(MAY, raise_exception=True)
def meetings(request: HttpRequest) -> HttpResponseBase:
    """The meetings that people sign up for here, the next first."""
    rows = MeetingPage.objects.filter(takes_sign_ups=True).select_related("register").order_by("-begin")
    return render(request, "news/admin/meetings.html", {"meetings": rows})


@sensitive_post_parameters("password")
@require_admin_access
@permission_required(MAY, raise_exception=True)
def sign_ups(request: HttpRequest, meeting: int) -> HttpResponseBase:
    """Who comes to a meeting. The form on the page gives the file."""
    page = get_object_or_404(MeetingPage, pk=meeting)
    rows = page.sign_ups.order_by("-state", "pk")
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        response = download(csv_parts(COLUMNS, rows.all()), "aanmeldingen.csv", is_short=True)
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(request, "news/admin/sign_ups.html", {"meeting": page, "rows": rows, "form": form})


class SignUpsMenuItem(MenuItem):
    """Shown to whoever may see who comes."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(MAY))


def menu_item() -> SignUpsMenuItem:
    return SignUpsMenuItem("Aanmeldingen", reverse("meeting_sign_ups"), icon_name="group", order=310)
