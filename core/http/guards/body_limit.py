"""Refuse a large body of who is not logged in before anything reads it: nobody but an editor uploads."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

# The largest form for readers that is filled in as it asks is some 35 kB.
MOST_BYTES = 64 * 1024


def body_length(request: HttpRequest) -> int:
    """What the headers announce; without an announcement nothing of a body is read."""
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0


def too_long(request: HttpRequest) -> HttpResponse:
    return render(request, "submissions/refused.html", {"is_too_long": True}, status=413)


class BodyLimitMiddleware:
    """Stands behind the one that knows who asks, and before the check of a token, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if body_length(request) > MOST_BYTES and not request.user.is_authenticated:
            return too_long(request)
        return self.get_response(request)
