"""Keep robots off a public form without a cookie, a third party, a puzzle, or keeping who asked.

A signed token says for which result and when the form was opened; a form sent sooner or later than a person would is
asked again. A field that people do not see must stay empty. Each process takes in so many forms per span of time.
"""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from core.guarding import Rate, is_from_here

# Seconds: nobody writes a report sooner, and a page that stood open longer gets a new token.
SOONEST = 3
LATEST = 12 * 60 * 60
TRAP = "website"

TOO_SOON = "Dat ging wel heel snel. Lees je melding nog eens na en verstuur haar opnieuw."
TOO_LATE = "Deze pagina stond te lang open. Wat je schreef, staat er nog. Verstuur het opnieuw."
TRAPPED = "Een verborgen veld was ingevuld, misschien door je browser. Het is nu leeg. Verstuur je melding opnieuw."
ELSEWHERE = "Dit formulier kwam niet van deze site. Verstuur het opnieuw vanaf deze pagina."
TOO_MANY = "Er komen nu heel veel meldingen binnen. Je tekst staat er nog. Probeer het over tien minuten opnieuw."

_signer = TimestampSigner(salt="home.evidence_pages.guard")


def make_token(result: UUID) -> str:
    return _signer.sign(str(result))


def objection(request: HttpRequest, result: UUID) -> str:
    """Why this form is not taken in, in Dutch; empty when it is fine."""
    if not is_from_here(request):
        return ELSEWHERE
    if request.POST.get(TRAP):
        return TRAPPED
    return _time_objection(request.POST.get("token", ""), result)


def _time_objection(token: str, result: UUID) -> str:
    try:
        if _signer.unsign(token, max_age=LATEST) != str(result):
            return TOO_LATE
    except BadSignature:  # too old is a BadSignature as well
        return TOO_LATE
    try:
        _signer.unsign(token, max_age=SOONEST)
    except BadSignature:
        return ""
    return TOO_SOON


REPORTS = Rate()
