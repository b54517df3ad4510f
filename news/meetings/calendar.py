"""Meetings as calendar files: one for each meeting, and one address that follows all of them or a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from core.http.calendar import CONTENT_TYPE, Event, calendar_file
from core.http.conditional import conditional, with_etag
from core.http.feeds import tag_uri
from core.http.query_filters import Filter, FilterSet
from core.text.numbers import sentence_case
from core.visibility import public_pages
from news.meetings.versions import sequences
from news.pages.meeting import MeetingPage
from vocabulary.models import OrganisationType, Theme

# So many at most, the last ones first: also what was held or called off, so that a calendar that follows them knows.
MOST = 500
_ALL = "Bijeenkomsten - Optimaal Digitaal"


def _labels(model: Any) -> dict[str, str]:
    return {slug: sentence_case(label) for slug, label in model.objects.values_list("slug", "label")}


FILTERS = FilterSet(
    (
        Filter("familie", "Soort organisatie", lambda: _labels(OrganisationType)),
        Filter("thema", "Thema", lambda: _labels(Theme)),
    ),
    things="bijeenkomsten",
)


def public_meeting(slug: str) -> MeetingPage:
    """:raises Http404: when there is no such meeting, or not everyone may read it."""
    found: MeetingPage | None = public_pages(MeetingPage.objects.filter(slug=slug)).order_by("pk").first()
    if found is None:
        raise Http404("no such meeting")
    return found


def events(meetings: Iterable[MeetingPage], *, private: bool = False) -> list[Event]:
    """One query for all sequences. `private` adds the address to join online, for who has a place."""
    meetings = list(meetings)
    counts = sequences(meetings)
    return [_event(meeting, counts[meeting.pk], private=private) for meeting in meetings]


def _event(meeting: MeetingPage, sequence: int, *, private: bool) -> Event:
    days = meeting.only_days
    joining = f"\nMeedoen: {meeting.join_url}" if private and meeting.join_url else ""
    return Event(
        uid=tag_uri(f"bijeenkomst/{meeting.translation_key}"),
        start=localtime(meeting.begin).date() if days else meeting.begin,
        end=localtime(meeting.end).date() if days else meeting.end,
        title=meeting.title,
        changed=meeting.last_published_at or meeting.first_published_at or timezone.now(),
        sequence=sequence,
        text=f"{meeting.gist}\n{meeting.change_note}".strip() + joining,
        place=meeting.place or ("Online" if meeting.is_online else ""),
        url=meeting.canonical_url,
        is_cancelled=meeting.is_cancelled,
    )


def file_of(meeting: MeetingPage, *, private: bool = False) -> bytes:
    return calendar_file(meeting.title, events([meeting], private=private))


@require_safe
def one_meeting(request: HttpRequest, slug: str) -> HttpResponseBase:
    """:raises Http404: when not everyone may read the meeting."""
    return _answer(request, file_of(public_meeting(slug)), f"{slug}.ics")


@require_safe
def all_meetings(request: HttpRequest) -> HttpResponseBase:
    """All, with the filters of the address."""
    chosen = FILTERS.read(request.GET).values
    meetings = public_pages(MeetingPage.objects.all())
    if slug := chosen.get("familie"):
        meetings = meetings.filter(families__slug=slug)
    if slug := chosen.get("thema"):
        meetings = meetings.filter(themes__slug=slug)
    return _answer(request, calendar_file(_ALL, events(meetings.order_by("-begin", "pk")[:MOST])), "bijeenkomsten.ics")


def _answer(request: HttpRequest, content: bytes, name: str) -> HttpResponseBase:
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return conditional(request, with_etag(response))
