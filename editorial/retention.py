"""How long the log of the admin and sessions of editors are kept."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from accounts.attempts import KNOWN
from core.http.limits import purge
from core.jobs import retention

LOG_KEPT = timedelta(days=2 * 365)


def forget_log() -> int:
    """Delete what was noted in the log of the admin long ago, but for the history of pages that still exist."""
    old = timezone.now() - LOG_KEPT
    of_models, _ = ModelLogEntry.objects.filter(timestamp__lt=old).delete()
    gone = PageLogEntry.objects.filter(timestamp__lt=old).exclude(page_id__in=Page.objects.values("pk"))
    of_pages, _ = gone.delete()
    return int(of_models + of_pages)


def forget_sessions() -> int:
    """Delete the sessions that ended."""
    ended, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return ended


retention.declare(
    "admin-log",
    what="Wie van de redactie wat wijzigde",
    until=f"{LOG_KEPT.days // 365} jaar. De geschiedenis van een pagina zolang die bestaat.",
    forget=forget_log,
)
retention.declare(
    "sessions",
    what="Dat een redacteur is ingelogd, en met wat voor browser",
    until=f"{settings.SESSION_COOKIE_AGE // 3600} uur na het inloggen, en hooguit een dag langer.",
    forget=forget_sessions,
)
retention.declare(
    "login-networks",
    what="Een versleuteld kenmerk van het netwerk waarvandaan een redacteur inlogde",
    until=f"{KNOWN.days} dagen na de laatste keer, en hooguit een dag langer.",
    forget=purge,
)
