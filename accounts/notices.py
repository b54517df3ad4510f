"""Letters about an account to who it is of, so that nobody takes it over unseen."""

from __future__ import annotations

from core.mail.queue import queue
from core.users import User

_NOTICE, _ADDRESS_CHANGED = "account_notice", "account_address"


def tell(user: User, what: str) -> None:
    """That something about logging in changed. Who has no address is not told."""
    if user.email:
        queue(_NOTICE, user.email, {"username": user.get_username(), "what": what})


def tell_former_address(former: str, user: User) -> None:
    """Who took over an account must not be able to do so unseen."""
    if former and former.casefold() != user.email.casefold():
        queue(_ADDRESS_CHANGED, former, {"username": user.get_username()})
