"""For editors: what each letter of this room looks like."""

from __future__ import annotations

from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from contributions.base import desk, drafts
from contributions.base.letters import FOLDER, example_context
from core.mail import rendering
from core.mail.models import OutgoingMail

# By the name of the template; rooms beside this one add theirs.
LETTERS: dict[str, str] = {
    "confirm": "Bevestig je inzending",
    "received": "Ontvangen",
    "question": "Vraag van de redactie",
    "placed": "Geplaatst",
    "not_placed": "Niet geplaatst",
    "year": "Na een jaar",
    "still": "Nog een jaar vragen van collega’s",
}


def letters(request: HttpRequest) -> HttpResponse:
    """All letters, plain and as they look.

    :raises PermissionDenied: for who deals with no kind of contribution.
    """
    _check(request)
    made = [(name, label, _example(name)) for name, label in LETTERS.items()]
    shown = [(name, label, rendering.subject(each), rendering.text(each)) for name, label, each in made]
    return render(request, "contributions/admin/letters.html", {"letters": shown, "title": "Mails aan inzenders"})


@csp_update({"style-src": ["'unsafe-inline'"]})
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as HTML. Its styles are of a letter, so the policy of the site allows them here."""
    _check(request)
    if name not in LETTERS:
        raise Http404("no such letter")
    return HttpResponse(rendering.html(_example(name)))


def _check(request: HttpRequest) -> None:
    if not any(desk.may_deal(request.user, model) for model in drafts.models()):
        raise PermissionDenied


def _example(name: str) -> OutgoingMail:
    return OutgoingMail(template=f"{FOLDER}/{name}", to="voorbeeld@example.nl", context=example_context())
