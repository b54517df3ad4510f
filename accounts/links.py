"""Secret addresses with which somebody sets up how he logs in, or chooses another password."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts import history
from core.mail.queue import queue
from core.secret_addresses import addresses
from core.users import User

ENROL, PASSWORD = "account-enrol", "account-password"
VALID = {ENROL: timedelta(days=3), PASSWORD: timedelta(hours=4)}


def link_to(kind: str, user: User) -> str:
    """A new whole address; the one made before for this account leads nowhere any more."""
    addresses.end(kind, user.pk)
    return addresses.full(addresses.make(kind, user.pk, timezone.now() + VALID[kind]))


def mail_link(user: User, *, by: Any) -> None:
    """Have somebody set up how he logs in; by mail, so that who has only his password does not."""
    history.note(user, history.LINK_MADE, by=by)
    queue("account_link", user.email, {"username": user.get_username(), "address": link_to(ENROL, user)})


def end_link(kind: str, user: User) -> None:
    """It did what it was for."""
    addresses.end(kind, user.pk)
