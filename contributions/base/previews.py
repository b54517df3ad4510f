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

# By a name for the address: the template and what the letter is about.
LETTERS: dict[str, tuple[str, str]] = {
    "confirm": (f"{FOLDER}/confirm", "Bevestig je inzending"),
    "received": (f"{FOLDER}/received", "Ontvangen"),
    "question": (f"{FOLDER}/question", "Vraag van de redactie"),
    "placed": (f"{FOLDER}/placed", "Geplaatst"),
    "not_placed": (f"{FOLDER}/not_placed", "Niet geplaatst"),
    "year": (f"{FOLDER}/year", "Na een jaar"),
    "still": (f"{FOLDER}/still", "Nog een jaar vragen van collega’s"),
    "try_out": (f"{FOLDER}/try_out", "Hoe ging de proef?"),
    "reader": ("reading/pool", "Aanmelding als meelezer"),
    "invitation": ("reading/invitation", "Uitnodiging om mee te lezen"),
    "done": ("reading/done", "Wat er met opmerkingen is gedaan"),
}


def letters(request: HttpRequest) -> HttpResponse:
    """All letters, plain and as they look.

    :raises PermissionDenied: for who deals with no kind of contribution.
    """
    _check(request)
    made = [(name, label, _example(name)) for name, (_, label) in LETTERS.items()]
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
    return OutgoingMail(template=LETTERS[name][0], to="voorbeeld@example.nl", context=example_context())
