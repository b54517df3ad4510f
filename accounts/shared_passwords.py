"""The password that readers of a closed page or collection share, with a limit on how often it is tried."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.documents.views.serve import authenticate_with_password as ask_document_password
from wagtail.views import authenticate_with_password as ask_page_password

from accounts.attempts import TOO_MANY, Attempts
from core.http.limits import coarse_sender

# From everywhere together; from one network as any password.
MOST_SHARED = 100

logger = logging.getLogger(__name__)


def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """The password that readers of a closed page share."""
    return _shared_password(
        request, f"page {page_view_restriction_id}", ask_page_password, (page_view_restriction_id, page_id)
    )


def document_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """The password that readers of a closed collection share."""
    return _shared_password(request, f"collection {restriction_id}", ask_document_password, (restriction_id,))


def _shared_password(request: HttpRequest, about: str, ask: Any, numbers: tuple[int, ...]) -> HttpResponse:
    if request.method != "POST":
        return ask(request, *numbers)  # type: ignore[no-any-return]
    attempts = Attempts(f"shared password of {about}", "", coarse_sender(request), MOST_SHARED)
    if not attempts.count():
        logger.info("shared password refused by the limit: %s", about)
        return render(request, "429.html", {"text": TOO_MANY}, status=429)
    response: HttpResponse = ask(request, *numbers)
    is_right = response.status_code == 302
    if is_right:
        attempts.was_right()
    logger.info("shared password %s: %s", "succeeded" if is_right else "failed", about)
    return response
