"""The organiser's list of who comes, and a file of it: shown to who proved a moment ago who he is (`news/apps.py`)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from accounts import history
from core.http.exports import Column, csv_parts, download
from news.meetings.models import SignUp
from news.pages.meeting import MeetingPage

MAY = "news.view_signup"

COLUMNS: tuple[Column[SignUp], ...] = (
    Column("naam", "Naam", lambda row: row.name),
    Column("organisatie", "Organisatie", lambda row: row.organisation),
    Column("email", "E-mailadres", lambda row: row.email),
    Column("stand", "Plek of wachtlijst", lambda row: str(row.get_state_display())),
    Column("aangemeld", "Aangemeld op", lambda row: f"{row.created_at:%Y-%m-%d}"),
)


@require_admin_access
@permission_required(MAY, raise_exception=True)
def meetings(request: HttpRequest) -> HttpResponseBase:
    """The meetings that people sign up for here, the next first."""
    rows = MeetingPage.objects.filter(takes_sign_ups=True).select_related("register").order_by("-begin")
    return render(request, "news/admin/meetings.html", {"meetings": rows})


@require_admin_access
@permission_required(MAY, raise_exception=True)
def sign_ups(request: HttpRequest, meeting: int) -> HttpResponseBase:
    """Who comes to a meeting. The form on the page gives the file."""
    page = get_object_or_404(MeetingPage, pk=meeting)
    rows = page.sign_ups.order_by("state", "pk")
    if request.method == "POST":
        history.note(request.user, history.EXPORTED, by=request.user, what=request.path)  # type: ignore[arg-type]
        response = download(csv_parts(COLUMNS, rows.all()), "aanmeldingen.csv", is_short=True)
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(request, "news/admin/sign_ups.html", {"meeting": page, "rows": rows})


class SignUpsMenuItem(MenuItem):
    """Shown to whoever may see who comes."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(MAY))


def menu_item() -> SignUpsMenuItem:
    return SignUpsMenuItem("Aanmeldingen", reverse("meeting_sign_ups"), icon_name="group", order=310)
