"""The page of a selection. GET only, no cookie, works without script: every change is a link to another selection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.http.cache.page_cache import kept_by
from workshop.selection.page import selection_page
from workshop.selection.selection import PARAMETER, Selection, typed_in

ROBOTS = "noindex, nofollow"


def canonical_parameters(data: QueryDict) -> list[tuple[str, str]]:
    """What makes a difference in the address of a page about a selection."""
    return [(PARAMETER, value) for value in typed_in(data) if value.strip()]


def short_address(request: HttpRequest) -> HttpResponseBase | None:
    """A redirect to one short parameter, when a form sent several or three signs for a comma, or it is in capitals."""
    text = request.META.get("QUERY_STRING", "")
    is_one = request.GET.getlist(PARAMETER) == typed_in(request.GET) and len(typed_in(request.GET)) < 2
    if is_one and "%2C" not in text.upper():
        return None
    selection = Selection.read(request.GET)
    # What cannot be read is said on the page, so it stays in the address.
    if selection.unreadable or selection.left_out:
        return None
    return HttpResponseRedirect(selection.address(request.path))


@kept_by(canonical_parameters)
@require_safe
def selection(request: HttpRequest) -> HttpResponseBase:
    """The cards in their order, with what can be done with them."""
    if redirect := short_address(request):
        return redirect
    page = selection_page(Selection.read(request.GET))
    context = {
        "title": page.title,
        "introduction": "De kaarten die jij koos, in jouw volgorde. Ze staan in het adres van deze pagina en nergens "
        "anders: bewaar het adres of stuur het door.",
        "canonical_path": page.chosen.asked.address(),
        "noindex": True,
        "stack": page,
    }
    response: HttpResponse = render(request, "workshop/selection.html", context)
    response.headers["X-Robots-Tag"] = ROBOTS
    return response
