"""A page with one button, for what must not happen because a scanner of mail followed a link: confirm, stop, delete."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.submissions.guard import refused_body


def is_one_click(request: HttpRequest) -> bool:
    """What a mail program posts to stop a letter (RFC 8058), without a cookie and in either kind of form."""
    return request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click"


def button_page(
    request: HttpRequest,
    *,
    title: str,
    text: str,
    button: str,
    act: Callable[[], None],
    done_title: str,
    done_text: str,
) -> HttpResponse:
    """The question on GET; on POST `act`, which must be safe to repeat, and what was done. All words are Dutch."""
    context = {"title": title, "text": text, "button": button, "canonical_path": request.path, "noindex": True}
    if request.method == "POST":
        if not is_one_click(request) and (refused := refused_body(request)):
            return refused
        act()
        context |= {"title": done_title, "text": done_text, "button": ""}
    return render(request, "submissions/button_page.html", context)
