"""The public log of corrections."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.corrections.log import corrections, corrections_total
from core.http.feeds import feed_response
from core.http.pagination import paginate
from core.http.query_filters import page_number, page_url
from evidence_site.feed import correction_entries

PAGE_SIZE = 30
_TITLE = "Correcties"
_LOG_INTRODUCTION = (
    "Was een cijfer fout, dan verbeteren we het. Hier blijft staan wat er eerst stond. "
    "Is een praktijkvoorbeeld ingetrokken, dan halen we de cijfers en namen ook hier weg."
)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The earlier figures of corrected results, newest first."""
    number, path = page_number(request.GET), reverse("corrections")
    pages = paginate(number, corrections_total(), PAGE_SIZE, partial(page_url, path))
    context = {
        "title": _TITLE,
        "introduction": _LOG_INTRODUCTION,
        "description": _LOG_INTRODUCTION,
        "canonical_path": page_url(path, number),
        "entries": [] if pages.past_end else corrections(PAGE_SIZE, pages.start),
        "pagination": pages,
        "feed_url": reverse("corrections_feed"),
    }
    return render(request, "evidence/corrections.html", context, status=404 if pages.past_end else 200)


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    return feed_response(request, title=_TITLE, path=reverse("corrections"), entries=correction_entries())
