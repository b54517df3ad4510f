"""Keep robots off a public form without a cookie, a third party, a puzzle, or keeping who asked.

A signed token says what the form is about and when it was opened, and counts once (`intake`). A form sent sooner or
later than a person would is shown again. A field that people do not see must stay empty.
"""

from __future__ import annotations

import secrets
import time
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.http.guards.body_limit import MOST_BYTES, body_length
from core.http.guards.request_guards import is_from_here

# Seconds: nobody writes sooner, and a page that stood open longer gets a new token.
SOONEST = 3
LATEST = 12 * 60 * 60
# Clocks of two servers may differ so much.
_SKEW = 60
HONEYPOT = "website"
TOKEN = "token"  # noqa: S105
# What a form is; how long it may be stands in `body_limit`.
FORM_TYPE = "application/x-www-form-urlencoded"


class Objection(StrEnum):
    """Why a form is not taken in, in Dutch. `noun` and `nouns` are what the form sends: ‘vraag’, ‘vragen’."""

    TOO_SOON = "Dat ging wel heel snel. Lees je {noun} nog eens na en verstuur haar opnieuw."
    TOO_LATE = "Deze pagina stond te lang open. Wat je schreef, staat er nog. Verstuur het opnieuw."
    TRAPPED = "Een verborgen veld was ingevuld, misschien door je browser. Het is nu leeg. Verstuur je {noun} opnieuw."
    ELSEWHERE = "Dit formulier kwam niet van deze site. Verstuur het opnieuw vanaf deze pagina."
    USED = (
        "Je eerste {noun} is binnen. Wat je daarna veranderde, nog niet. Verstuur het opnieuw als we dat moeten weten."
    )
    BUSY = "Er komen nu heel veel {nouns} binnen. Je tekst staat er nog. Probeer het over tien minuten opnieuw."
    BUSY_NETWORK = "Vanaf jouw netwerk kwamen net veel {nouns} binnen. Je tekst staat er nog. Wacht tien minuten."


# After these the old token would be refused again.
NEEDS_NEW_TOKEN = frozenset({Objection.TOO_LATE, Objection.USED})


def make_token(salt: str, about: str) -> str:
    """A token for one opening of the form. `salt` keeps the tokens of one kind of form apart from another's."""
    return Signer(salt=salt).sign(f"{about}:{secrets.token_hex(8)}:{int(time.time())}")


def token_of(request: HttpRequest, salt: str, about: str, refused: Objection | None) -> str:
    """The token that a form was sent with, as long as it can be used, so that its clock runs on; else a new one."""
    sent = request.POST.get(TOKEN, "")
    return sent if sent and refused not in NEEDS_NEW_TOKEN else make_token(salt, about)


def objection(request: HttpRequest, salt: str, about: str) -> Objection | None:
    """Why this form is not taken in; None when it is fine."""
    if not is_from_here(request):
        return Objection.ELSEWHERE
    if request.POST.get(HONEYPOT):
        return Objection.TRAPPED
    return _time_objection(request.POST.get(TOKEN, ""), salt, about)


def _time_objection(token: str, salt: str, about: str) -> Objection | None:
    """One from the future was made before the clock was set back: it would be too soon for hours."""
    try:
        said, _, opened = Signer(salt=salt).unsign(token).rsplit(":", 2)
    except (BadSignature, ValueError):
        return Objection.TOO_LATE
    age = time.time() - int(opened)
    if said != about or not -_SKEW <= age <= LATEST:
        return Objection.TOO_LATE
    return Objection.TOO_SOON if age < SOONEST else None


def status_of_refused_body(request: HttpRequest) -> int | None:
    """413 or 415 for what no form of ours sends, from its headers alone: nothing of it is read."""
    if request.content_type != FORM_TYPE:
        return 415
    return 413 if body_length(request) > MOST_BYTES else None


def refused_body(request: HttpRequest) -> HttpResponse | None:
    """The page for a body that no form of ours sends; None when it may be read."""
    status = status_of_refused_body(request)
    if status is None:
        return None
    return render(request, "submissions/refused.html", {"is_too_long": status == 413}, status=status)
