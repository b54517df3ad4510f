"""The search page: a question in the address, an answer on the page. GET only, no cookie, works without script."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.http.page_cache import kept_by
from core.text.typography import soft_hyphens
from search.analytics.tracking import count
from search.query_string import TEXT, known_parameters, parse
from search.results_page.etag import ALWAYS_ASK, with_validator
from search.results_page.page import build_page
from search.suggest.service import suggest


@kept_by(known_parameters)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """404 for a page past the end, which offers the last one; anything else that is asked answers."""
    search_page = build_page(parse(request.GET))
    response = render(
        request,
        "search/search.html",
        {"search_page": search_page, "title": "Zoeken", "canonical_path": search_page.canonical_url},
        status=404 if search_page.past_end else 200,
    )
    if not search_page.past_end:
        count(request, search_page.answer)
        response.when_sent_from_cache = partial(count, answer=search_page.answer)  # type: ignore[attr-defined]
    if not search_page.is_plain:
        response.headers["X-Robots-Tag"] = "noindex, follow"
    if search_page.past_end:
        response.headers["Cache-Control"] = ALWAYS_ASK
        return response
    return with_validator(request, response, may_be_shared=not search_page.answer.degraded)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the typed `q` as JSON; an empty list on any failure.

    Never stored: a page that was just hidden is not to come back from a cache.
    """
    found = [
        {**asdict(one), "heading": one.kind.heading, "label": soft_hyphens(one.label)}
        for one in suggest(request.GET.get(TEXT, ""))
    ]
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return JsonResponse({"suggestions": found}, headers=headers)
