"""Keep robots off a public form without a cookie, a third party, a puzzle, or keeping who asked.

A signed token says what the form is about and when it was opened; a form sent sooner or later than a person would is
asked again. A field that people do not see must stay empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from core.guarding import is_from_here

# Seconds: nobody writes sooner, and a page that stood open longer gets a new token.
SOONEST = 3
LATEST = 12 * 60 * 60
TRAP = "website"
TOKEN = "token"  # noqa: S105


@dataclass(frozen=True)
class Objections:
    """Why a form is not taken in, in Dutch."""

    too_soon: str
    too_late: str
    trapped: str
    elsewhere: str


@dataclass(frozen=True)
class FormGuard:
    """Guards one kind of form. `salt` keeps its tokens apart from those of another."""

    salt: str
    objections: Objections
    soonest: int = SOONEST
    latest: int = LATEST

    def make_token(self, about: str) -> str:
        return TimestampSigner(salt=self.salt).sign(about)

    def objection(self, request: HttpRequest, about: str) -> str:
        """Why this form is not taken in; empty when it is fine."""
        if not is_from_here(request):
            return self.objections.elsewhere
        if request.POST.get(TRAP):
            return self.objections.trapped
        return self._time_objection(request.POST.get(TOKEN, ""), about)

    def _time_objection(self, token: str, about: str) -> str:
        signer = TimestampSigner(salt=self.salt)
        try:
            if signer.unsign(token, max_age=self.latest) != about:
                return self.objections.too_late
        except BadSignature:  # too old is a BadSignature as well
            return self.objections.too_late
        try:
            signer.unsign(token, max_age=self.soonest)
        except BadSignature:
            return ""
        return self.objections.too_soon
