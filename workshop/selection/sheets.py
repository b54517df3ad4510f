"""A selection to print with its methods: one sheet of overview, then the pages of each method as they print alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from core.http.cache.page_cache import kept_by
from methods.models import MethodPage
from workshop.selection.page import selection_page
from workshop.selection.selection import Name, Selection
from workshop.selection.views import ROBOTS, canonical_parameters, short_address

# Each is as dear to make as its own page.
MOST = 12
# What names another part of the page; an address elsewhere, or of a picture, does not begin with a hash.
_REFERENCE = re.compile(r' (id|for|aria-labelledby|aria-describedby|headers|list)="([^"]*)"')
# Several of one name would stand among the landmarks.
_LANDMARK = re.compile(r'(<section [^>]*?) aria-labelledby="[^"]*"')
_LINK = re.compile(r' href="#([^"]+)"')


@kept_by(canonical_parameters)
@require_safe
def sheets(request: HttpRequest) -> HttpResponseBase:
    """The overview and the first `MOST` methods; with more of them a link to the rest."""
    if redirect := short_address(request):
        return redirect
    stack = selection_page(Selection.read(request.GET))
    shown, rest = stack.methods[:MOST], stack.methods[MOST:]
    context = {
        "title": stack.title,
        "canonical_path": stack.chosen.asked.address(reverse("selection_sheets")),
        "noindex": True,
        "stack": stack,
        "sheets": _sheets(request, shown),
        "rest_url": Selection.of(rest).address(reverse("selection_sheets")) if rest else "",
        "most": MOST,
    }
    response: HttpResponse = render(request, "workshop/sheets.html", context)
    response.headers["X-Robots-Tag"] = ROBOTS
    return response


def _sheets(request: HttpRequest, names: Sequence[Name]) -> list[SafeString]:
    """Each method as on its own page. Some fifteen queries a method, as its page."""
    numbers = [name.number for name in names]
    pages = {page.number: page for page in MethodPage.objects.filter(number__in=numbers).select_related("theme")}
    return [
        _apart(render_to_string("workshop/sheet.html", {"page": pages[number]}, request), f"m{number}")
        for number in numbers
    ]


def _apart(html: str, prefix: str) -> SafeString:
    """The page below another heading, and with names of its own for its parts, as each stands on one page only once."""

    def renamed(found: re.Match[str]) -> str:
        return f' {found[1]}="{" ".join(f"{prefix}-{word}" for word in found[2].split())}"'

    own = _LINK.sub(rf' href="#{prefix}-\1"', _REFERENCE.sub(renamed, _LANDMARK.sub(r"\1", html)))
    return mark_safe(own.replace("<h1 ", "<h2 ").replace("</h1>", "</h2>"))
