"""Errors as programs read them: `application/problem+json` (RFC 9457), in Dutch, all faults of a request at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import JsonResponse

PROBLEM = "application/problem+json"
_TITLES = {
    400: "De aanvraag klopt niet",
    403: "Dit mag niet",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    413: "De aanvraag is te groot",
    429: "Te veel aanvragen",
    500: "Er ging iets mis",
    503: "Even niet bereikbaar",
}
_DETAILS = {
    400: "De server begrijpt deze aanvraag niet.",
    403: "Deze API is alleen om te lezen.",
    404: "Hier staat niets. Alle adressen staan in /api/v1/openapi.json; geen adres eindigt op een schuine streep.",
    405: "Deze API is alleen om te lezen: gebruik GET of HEAD.",
    413: "Een aanvraag heeft hier geen inhoud nodig.",
    429: "Wacht even en probeer het opnieuw.",
    500: "Dit is een fout van ons. Probeer het later opnieuw, of meld het.",
    503: "De site is even niet bereikbaar. Probeer het over een halve minuut opnieuw.",
}


class Fault(NamedTuple):
    """What is wrong with one parameter."""

    name: str
    code: str
    detail: str


class ProblemError(Exception):
    """The request cannot be answered; the view answers with the problem."""

    def __init__(self, status: int, detail: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults


def problem(status: int, detail: str = "", faults: Sequence[Fault] = ()) -> JsonResponse:
    found = {
        "status": status,
        "title": _TITLES.get(status, _TITLES[500 if status >= 500 else 400]),
        "detail": detail or _DETAILS.get(status, _DETAILS[500]),
    }
    errors = [
        {"in": "query", "location": {"name": each.name}, "code": each.code, "detail": each.detail} for each in faults
    ]
    return JsonResponse(
        {**found, **({"errors": errors} if errors else {})},
        status=status,
        content_type=PROBLEM,
        json_dumps_params={"ensure_ascii": False},
    )
