"""A meeting that people signed up for is not taken off the site before they were told that it is called off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.models import Page

from core.mail.models import OutgoingMail
from news.meetings.models import SignUp
from news.meetings.versions import digest_of
from news.pages.meeting import MeetingPage


def refuse_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook of deleting and of taking offline, one page with all below it."""
    return _refuse(request, [page])


def refuse_pages(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Hook of a bulk action."""
    if action not in ("delete", "unpublish") or not all(isinstance(one, Page) for one in objects):
        return None
    return _refuse(request, objects)


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    upcoming = MeetingPage.objects.filter(below, live=True, end__gte=timezone.now(), sign_ups__isnull=False)
    held = [meeting for meeting in upcoming.distinct().select_related("register") if not _were_told(meeting)]
    if not held:
        return None
    titles = ", ".join(f"‘{meeting.title}’" for meeting in held[:5])
    messages.error(
        request,
        f"Er is niets veranderd: voor {titles} meldden mensen zich aan. Zet de stand op ‘Afgelast’ en publiceer dat. "
        "Zodra iedereen een mail heeft, kan de bijeenkomst van de site.",
    )
    return redirect("wagtailadmin_pages:edit", held[0].pk)


def _were_told(meeting: MeetingPage) -> bool:
    if not meeting.is_cancelled or meeting.register.digest != digest_of(meeting):
        return False
    batches = [sign_up.batch for sign_up in SignUp.objects.filter(meeting=meeting)]
    return not OutgoingMail.objects.filter(batch__in=batches, state=OutgoingMail.State.WAITING).exists()
