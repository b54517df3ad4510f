"""What somebody types or pastes comes in clean, whatever form or search of ours or of Wagtail it is typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from core.text.sanitise import clean_text

_AS_TYPED = "password"


class CleanInputMiddleware:
    """Clean the parameters of an address and the fields of a form with `clean_text`; a password stays as it is.

    Stands behind `CsrfViewMiddleware`, which reads the same fields. A form that this one passes over is not read here
    either: it says itself how long it may be, and its fields are `core.submissions.forms.PlainText`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> None:
        request.GET = _cleaned(request.GET)
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _cleaned(request.POST)


def _cleaned(data: QueryDict) -> Any:
    changed = {
        name: cleaned
        for name, values in data.lists()
        if _AS_TYPED not in name and (cleaned := [clean_text(value) for value in values]) != values
    }
    if not changed:
        return data
    found = data.copy()
    for name, values in changed.items():
        found.setlist(name, values)
    found._mutable = False
    return found
