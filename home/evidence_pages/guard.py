"""The guard of the form ‘Klopt dit niet?’. Each process takes in so many forms per span of time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from core import form_guard
from core.form_guard import FormGuard, Objections
from core.guarding import Rate

SOONEST = form_guard.SOONEST
LATEST = form_guard.LATEST
TRAP = form_guard.TRAP

TOO_SOON = "Dat ging wel heel snel. Lees je melding nog eens na en verstuur haar opnieuw."
TOO_LATE = "Deze pagina stond te lang open. Wat je schreef, staat er nog. Verstuur het opnieuw."
TRAPPED = "Een verborgen veld was ingevuld, misschien door je browser. Het is nu leeg. Verstuur je melding opnieuw."
ELSEWHERE = "Dit formulier kwam niet van deze site. Verstuur het opnieuw vanaf deze pagina."
TOO_MANY = "Er komen nu heel veel meldingen binnen. Je tekst staat er nog. Probeer het over tien minuten opnieuw."


def make_token(result: UUID) -> str:
    return _guard().make_token(str(result))


def objection(request: HttpRequest, result: UUID) -> str:
    """Why this form is not taken in, in Dutch; empty when it is fine."""
    return _guard().objection(request, str(result))


def _guard() -> FormGuard:
    words = Objections(TOO_SOON, TOO_LATE, TRAPPED, ELSEWHERE)
    return FormGuard("home.evidence_pages.guard", words, SOONEST, LATEST)


REPORTS = Rate()
