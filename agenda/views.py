"""The agenda of all families and of one. GET only, no cookie, works without script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agenda.files import COLUMNS, entries, events, exported
from agenda.filters import ALL, FAMILY, OF_FAMILY, chosen_activities, families
from agenda.overview import changes, overview
from agenda.versions import AgendaVersion
from core.http.calendar import CONTENT_TYPE, calendar_file
from core.http.csvw import described
from core.http.exports import csv_parts, download, json_parts
from core.http.feeds import feed_response
from core.http.query_filters import Chosen
from core.published.notes import notes
from vocabulary.models import OrganisationType

_INTRODUCTION = (
    "Wat overheden van plan zijn, doen en deden om hun dienstverlening te verbeteren: wie, wanneer en hoe ver het is. "
    "Alles komt uit een bron. Wat geen bron meldt, staat er niet."
)


class _Asked:
    """The family in the address and the filters of a request.

    :raises Http404: when there is no such family.
    """

    def __init__(self, request: HttpRequest, slug: str) -> None:
        self.family = OrganisationType.objects.filter(slug=slug).first() if slug else None
        if slug and self.family is None:
            raise Http404("no such family")
        self.chosen: Chosen = (OF_FAMILY if slug else ALL).read(request.GET)

    @property
    def title(self) -> str:
        return f"Agenda van {self.family.plural.lower()}" if self.family else "Agenda"

    def url(self, name: str) -> str:
        return self.chosen.url(self.path(name))

    def path(self, name: str) -> str:
        return reverse(f"family_{name}", args=[self.family.slug]) if self.family else reverse(name)

    @property
    def activities(self) -> Any:
        return chosen_activities(self.chosen.values, self.family)


@require_safe
def agenda(request: HttpRequest, family: str = "") -> HttpResponse:
    """404 for a page past the end, which offers the last one; anything else that is asked answers."""
    asked = _Asked(request, family)
    page = overview(asked.chosen, asked.path("agenda"), asked.family)
    kept = AgendaVersion.objects.filter(family=asked.family).select_related("family").defer("rows")
    versions = list(kept) if asked.family else []
    files = {name: asked.url(f"agenda_{name}") for name in ("csv", "json", "feed", "calendar")}
    context = {
        "title": asked.title,
        "introduction": _INTRODUCTION if not asked.family else "",
        "description": _INTRODUCTION,
        "canonical_path": asked.chosen.url(asked.path("agenda"), page=asked.chosen.page),
        "noindex": bool(asked.chosen.values),
        "above": [("Agenda", reverse("agenda"))] if asked.family else [],
        "path": asked.path("agenda"),
        "overview": page,
        "family": asked.family,
        "version": next(iter(versions), None),
        "notes": [note for version in versions for note in notes(version)],
        "families": {slug: label for slug, label in families().items() if slug != family},
        "files": files,
        "feed_url": files["feed"],
        "state_filter": [(state, count, _with_state(asked, state.value)) for state, count in page.counts],
    }
    response = render(request, "agenda/agenda.html", context, status=404 if page.pagination.past_end else 200)
    if asked.chosen.values:
        response.headers["X-Robots-Tag"] = "noindex, follow"
    return response


def _with_state(asked: _Asked, state: str) -> str:
    return f"{asked.path('agenda')}?stand={state}"


@require_safe
def feed(request: HttpRequest, family: str = "") -> HttpResponseBase:
    """What changed on the agenda, newest first."""
    asked = _Asked(request, family)
    found = entries(changes(asked.chosen, asked.family))
    return feed_response(request, title=asked.title, path=asked.url("agenda"), entries=found)


@described(COLUMNS)
@require_safe
def as_csv(request: HttpRequest, family: str = "") -> HttpResponseBase:
    return download(csv_parts(COLUMNS, exported(_Asked(request, family).activities)), "agenda.csv")


@require_safe
def as_json(request: HttpRequest, family: str = "") -> HttpResponseBase:
    asked = _Asked(request, family)
    filters = {**asked.chosen.values, **({FAMILY: asked.family.slug} if asked.family else {})}
    about = {"licentie": "CC0-1.0", "filters": filters}
    return download(json_parts(COLUMNS, exported(asked.activities), about=about, things="activiteiten"), "agenda.json")


@require_safe
def as_calendar(request: HttpRequest, family: str = "") -> HttpResponse:
    """The dates that are days: an address that a calendar can follow."""
    asked = _Asked(request, family)
    response = HttpResponse(calendar_file(asked.title, events(asked.activities)), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
