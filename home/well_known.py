"""Addresses that programs know beforehand: where to report a weakness, and where an editor changes a password."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

# A file that says it holds for longer than a year is distrusted (RFC 9116).
_HOLDS = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Who reports it reads our address, or the page that has it."""
    expires = (timezone.now() + _HOLDS).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.SECURITY_CONTACT or f'{settings.SITE_URL}/contact/'}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """For a password manager: readers have no account, so this is an editor."""
    return HttpResponseRedirect(reverse("account_change_password"))
