"""The search page: a question in the address, an answer on the page. GET only, no cookie, works without script."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.http.cache.page_cache import kept_by
from core.http.carried import carried_in, carrying
from core.http.conditional import ALWAYS_ASK
from core.http.feeds import MOST_ENTRIES, feed_response
from core.http.page_feed import page_entries
from core.text.typography import soft_hyphens
from search.analytics.tracking import count
from search.contract import Sort
from search.query_string import TEXT, address, as_followed, known_parameters, parse
from search.results_page.etag import with_validator
from search.results_page.page import build_page
from search.service import answer
from search.suggest.service import suggest


@kept_by(known_parameters)
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """404 for a page past the end, which offers the last one; anything else that is asked answers."""
    with carrying(request.GET):
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
    if not search_page.is_plain or carried_in(request.GET):
        response.headers["X-Robots-Tag"] = "noindex, follow"
    if search_page.past_end:
        response.headers["Cache-Control"] = ALWAYS_ASK
        return response
    return with_validator(request, response, may_be_shared=not search_page.answer.degraded)


@kept_by(known_parameters)
@require_safe
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest pages that fit the question, whatever its order. Not counted: nobody is searching."""
    parsed = parse(request.GET)
    question = as_followed(parsed.question)
    found = answer(replace(question, sort=Sort.NEWEST, page_size=MOST_ENTRIES))
    asked = [f"‘{question.text}’"] if question.text else []
    title = ", ".join([*asked, *parsed.labels.values()])
    return feed_response(
        request,
        title=f"Zoeken: {title}" if title else "Zoeken",
        path=address(question),
        entries=page_entries([hit.page_id for hit in found.hits]),
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the typed `q` as JSON; an empty list on any failure.

    Never stored: a page that was just hidden is not to come back from a cache.
    """
    found = [{**asdict(one), "label": soft_hyphens(one.label)} for one in suggest(request.GET.get(TEXT, ""))]
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return JsonResponse({"suggestions": found}, headers=headers)
