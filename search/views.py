"""The search page: a question in the address, an answer on the page. GET only, no cookie, works without script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.page import build_page
from search.parameters import parse


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
    if not search_page.is_plain:
        response.headers["X-Robots-Tag"] = "noindex, follow"
    return response
