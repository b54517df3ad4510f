"""The session of an editor: how long it holds, whether it began with a second factor, and where else there is one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from core.users import User

LONGEST = timedelta(hours=12)
IDLE = timedelta(minutes=60)
# Who proved so long ago who he is, is asked again before something dangerous.
RECENT = timedelta(minutes=15)
_BEGAN, _SEEN, _DEVICE, ENROLLING = "began_at", "seen_at", "device", "enrolling"
# Activity is written down no more often than this, in seconds.
_GRAIN = 60
# Ways to log in that are more than a password: a factor of our own, or an organisation that asks for one.
_STRONG = frozenset({"mfa", "socialaccount"})
_ADMIN = "/beheer/"
_BACKGROUND = ("/beheer/ingelogd/", "/beheer/editing-sessions/")
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "een Mac"), ("Linux", "Linux")),
)


@dataclass(frozen=True)
class OwnSession:
    """`name` names it on a page: a digest, because the key itself would let somebody in."""

    name: str
    key: str
    device: str
    began: datetime
    seen: datetime


def begin(request: HttpRequest) -> None:
    """Note when a session begins, and on what, as its owner would name it."""
    request.session[_BEGAN] = request.session[_SEEN] = time.time()
    request.session[_DEVICE] = device(request)
    request.session.pop(ENROLLING, None)


def is_over(request: HttpRequest) -> bool:
    """Whether it lasted too long, or nothing was done in it for too long. What the admin sends by itself is nothing."""
    now, session = time.time(), request.session
    began, seen = session.setdefault(_BEGAN, now), session.setdefault(_SEEN, now)
    if now - began > LONGEST.total_seconds() or now - seen > IDLE.total_seconds():
        return True
    if now - seen > _GRAIN and not is_background(request):
        session[_SEEN] = now
    return False


def is_autosave(request: HttpRequest) -> bool:
    """True for a save that the admin's own script sends."""
    return request.method == "POST" and not request.accepts("text/html")


def is_background(request: HttpRequest) -> bool:
    return is_autosave(request) or request.path.startswith(_BACKGROUND)


def is_complete(request: HttpRequest, user: User) -> bool:
    """Whether this session was begun with a second factor, or needs none."""
    return not factor_is_required() or any(one.get("method") in _STRONG for one in records(request, user))


def is_recent(request: HttpRequest, user: User) -> bool:
    """Whether who sits here proved a moment ago who he is."""
    last = max((one.get("at", 0) for one in records(request, user)), default=0)
    return bool(time.time() - last < RECENT.total_seconds())


def records(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """How somebody proved who he is in this session, the first first: `method`, `at` and what belongs to it."""
    return list(get_authentication_records(request, user))


def factor_is_required() -> bool:
    """Not on a developer's machine, and not before the day that an operator set."""
    first_day = settings.SECOND_FACTOR_FROM
    return bool(settings.SECOND_FACTOR_REQUIRED and (first_day is None or timezone.localdate() >= first_day))


def has_own_factor(user: User) -> bool:
    """A factor that is asked after the password; codes for recovery alone are none."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def device(request: HttpRequest) -> str:
    """‘Firefox op Windows’: enough to know one's own by, and not enough to follow somebody."""
    agent = str(request.META.get("HTTP_USER_AGENT", ""))
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return " op ".join(filter(None, (browser, system)))


def sessions_of(user: User) -> list[OwnSession]:
    """The last active first. One query: only editors, and who typed the password of a closed page, have a session."""
    found = (
        OwnSession(_digest(key), key, data.get(_DEVICE) or "Onbekend", _moment(data[_BEGAN]), _moment(data[_SEEN]))
        for key, data in _all_sessions()
        if data.get("_auth_user_id") == str(user.pk) and _BEGAN in data and _SEEN in data
    )
    return sorted(found, key=lambda one: one.seen, reverse=True)


def end_sessions(user: User, *, but: str | None = None, only: str = "") -> int:
    """Log somebody out elsewhere: everywhere `but` in the session with this key, or `only` where it has this name."""
    keys = [one.key for one in sessions_of(user) if one.key != but and only in ("", one.name)]
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    return ended


def _all_sessions() -> Iterator[tuple[str, dict[str, Any]]]:
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        yield row.session_key, row.get_decoded()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
