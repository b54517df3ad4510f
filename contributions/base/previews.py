"""For editors: what each letter to readers looks like."""

from __future__ import annotations

from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from contributions.base import desk, drafts
from core.mail import rendering
from core.mail.examples import examples


def letters(request: HttpRequest) -> HttpResponse:
    """All letters, plain and as they look.

    :raises PermissionDenied: for who deals with no kind of contribution.
    """
    _check(request)
    made = [(name, each.label, each.letter) for name, each in examples().items()]
    shown = [(name, label, rendering.subject(each), rendering.text(each)) for name, label, each in made]
    return render(request, "contributions/admin/letters.html", {"letters": shown, "title": "Mails aan inzenders"})


@csp_update({"style-src": ["'unsafe-inline'"]})
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as HTML. Its styles are of a letter, so the policy of the site allows them here."""
    _check(request)
    if name not in examples():
        raise Http404("no such letter")
    return HttpResponse(rendering.html(examples()[name].letter))


def _check(request: HttpRequest) -> None:
    if not any(desk.may_deal(request.user, model) for model in drafts.models()):
        raise PermissionDenied
