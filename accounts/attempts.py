"""A limit on wrong passwords over all processes, and one line in the log for each attempt."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import history
from core.http.limits import allow, coarse_sender, give_back, network_of
from core.http.models import RateWindow
from core.users import User

# Wrong passwords, or mails for a new one: per account or address, and per network that asks.
MOST = 10
SPAN = timedelta(minutes=10)
# So long an account has room of its own in a network where its password was right: who tries it from elsewhere cannot
# keep the one whose it is out.
KNOWN = timedelta(days=30)
_KNOWN = "login: known network"
TOO_MANY = "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht tien minuten en probeer het dan opnieuw."
TOO_MANY_MAILS = "Er is te vaak om een nieuw wachtwoord gevraagd. Wacht tien minuten en probeer het dan opnieuw."
# What a request that was refused by the limit carries.
LIMITED = "limited"

logger = logging.getLogger(__name__)


def digest(name: str) -> str:
    """Of what was typed as account or address, because a password may be typed there by mistake."""
    return salted_hmac(__name__, name.casefold(), algorithm="sha256").hexdigest()


class Attempts:
    """One attempt counts for what it is about and for the network it comes from, or for neither."""

    def __init__(self, kind: str, about: str, network: str, most: int = MOST) -> None:
        self._counters = ((f"{kind}: account", about, most), (f"{kind}: network", network, MOST))

    def count(self) -> bool:
        """False when there is no room. Counted before the password is tried, so that many at once gain nothing."""
        for place, (name, sender, most) in enumerate(self._counters):
            if not allow(name, most, SPAN, sender=sender):
                self._take_back(place)
                return False
        return True

    def was_right(self) -> None:
        self._take_back(len(self._counters))

    def _take_back(self, how_many: int) -> None:
        for name, sender, _ in self._counters[:how_many]:
            give_back(name, sender=sender)


class LimitedBackend(ModelBackend):
    """Refuses to try a password when too many were wrong. Every form that logs somebody in comes here."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        here = digest(f"{username}\n{network_of(request)}")
        known = RateWindow.objects.filter(name=_KNOWN, sender=here, ends_at__gt=timezone.now()).exists()
        attempts = Attempts("login", here if known else digest(username), coarse_sender(request))
        if not attempts.count():
            request.META[LIMITED] = True
            _log("refused by the limit", username)
            return None
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            attempts.was_right()
            until = {"count": 0, "ends_at": timezone.now() + KNOWN}
            RateWindow.objects.update_or_create(name=_KNOWN, sender=here, defaults=until)
        _log("succeeded" if user else "failed", username)
        return user


def _log(outcome: str, username: str) -> None:
    known = User.objects.filter(username=username).first()
    logger.info("login %s: %s", outcome, f"account {known.pk}" if known else "unknown account")
    if known and outcome == "failed":
        history.note(known, history.PASSWORD_WRONG)
