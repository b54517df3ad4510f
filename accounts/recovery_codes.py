"""Codes for who lost his phone: ten, each works once. Only digests are kept, made as those of passwords are.

django-allauth would keep a seed from which all codes follow. Its table stays the place, so that who removes a factor
removes these too; the list in which it would look for codes is empty, so that it never takes one for right itself.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.users import User

COUNT = 10
_DIGITS = 8
_DIGESTS = "digests"


def renew(user: User) -> list[str]:
    """New codes, to be shown once; those of before work no more."""
    codes = [f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}" for _ in range(COUNT)]
    now = {"data": kept(codes), "created_at": timezone.now()}
    Authenticator.objects.update_or_create(user=user, type=Authenticator.Type.RECOVERY_CODES, defaults=now)
    return codes


def kept(codes: list[str]) -> dict[str, Any]:
    """What a row holds of these codes. One salt for all, so that a code that is typed is digested once."""
    salt = secrets.token_hex(16)
    return {"migrated_codes": [], _DIGESTS: [make_password(_keyed(code), salt) for code in codes]}


@transaction.atomic
def use(user: User, typed: str) -> Authenticator | None:
    """The row of this code, which works no more from now on; None when it is none."""
    code = "".join(typed.split())
    if len(code) != _DIGITS:
        return None
    row = _rows(user).select_for_update().first()
    digests = row.data[_DIGESTS] if row else []
    if row is None or not digests or (digest := _digest(code, like=digests[0])) not in digests:
        return None
    digests.remove(digest)
    row.save(update_fields=["data"])
    row.user = user
    return row


def left(user: User) -> int:
    row = _rows(user).first()
    return len(row.data[_DIGESTS]) if row else 0


def _rows(user: User) -> Any:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)


def _digest(code: str, *, like: str) -> str:
    """As that one was made, whatever Django makes of passwords by now."""
    hasher = identify_hasher(like)
    known = hasher.decode(like)
    work = {"iterations": known["iterations"]} if "iterations" in known else {}
    return str(hasher.encode(_keyed(code), known["salt"], **work))


def _keyed(code: str) -> str:
    """With a key that is not in the database: eight digits alone are tried out soon by who has a backup."""
    return salted_hmac(__name__, code, secret=settings.FACTOR_KEY, algorithm="sha256").hexdigest()
