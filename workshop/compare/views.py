"""The page that compares. GET only, no cookie, works without script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http.cache.page_cache import kept_by
from workshop.compare.page import DIFFERENCES, ONLY, compare
from workshop.selection import views as selection_views
from workshop.selection.selection import Selection


def _canonical(data: QueryDict) -> list[tuple[str, str]]:
    only = [(ONLY, DIFFERENCES)] if data.get(ONLY) == DIFFERENCES else []
    return [*selection_views.canonical_parameters(data), *only]


@kept_by(_canonical)
@require_safe
def comparison(request: HttpRequest) -> HttpResponseBase:
    """Two to four methods side by side; with fewer, how to choose them."""
    if redirect := selection_views.short_address(request):
        return redirect
    found = compare(Selection.read(request.GET), only_differences=request.GET.get(ONLY) == DIFFERENCES)
    context = {
        "title": found.title,
        "introduction": "Methoden naast elkaar, zonder winnaar: wat past, hangt af van jullie.",
        "canonical_path": found.chosen.asked.address(reverse("compare")),
        "noindex": True,
        "comparison": found,
    }
    response: HttpResponse = render(request, "workshop/compare.html", context)
    response.headers["X-Robots-Tag"] = selection_views.ROBOTS
    return response
