"""Find a session by its code, so that nobody finds one by trying."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto

from django.http import HttpRequest
from django.utils import timezone

from core.http.limits import allow, coarse_sender, give_back
from workshop.session.making import CODE_LENGTH, LETTERS
from workshop.session.models import Workshop

SPAN = timedelta(minutes=10)
MOST_OF_A_NETWORK, MOST_IN_ALL = 10, 200
_NAME = "workshop codes"


class Refused(Enum):
    WRONG = auto()
    BUSY = auto()


def clean_code(typed: str) -> str:
    """The code in capitals, without spaces and dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: CODE_LENGTH + 1]


def find(request: HttpRequest, typed: str) -> Workshop | Refused:
    """The session that can be joined with this code.

    Each try is counted before it is looked up, and given back when it was right: not even a right code is answered
    once there is no room.
    """
    code = clean_code(typed)
    if len(code) != CODE_LENGTH or set(code) - set(LETTERS):
        return Refused.WRONG  # no code of ours can be that, so nothing is learnt from it
    sender = coarse_sender(request)
    if not allow(_NAME, MOST_OF_A_NETWORK, SPAN, sender=sender):
        return Refused.BUSY
    if not allow(_NAME, MOST_IN_ALL, SPAN):
        return Refused.BUSY
    found = Workshop.objects.filter(
        code=code, joining_open=True, closed_at=None, code_ends_at__gt=timezone.now()
    ).first()
    if found is None:
        return Refused.WRONG
    give_back(_NAME, sender=sender)
    give_back(_NAME)
    return found
