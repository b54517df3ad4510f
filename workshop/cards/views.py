"""Cards to print: as a PDF, and as a page. GET only, no cookie; the page works without script and without Typst."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http.cache.page_cache import kept_by
from workshop.cards.chosen import Asked, asked_cards, canonical_parameters
from workshop.cards.content import printed_cards
from workshop.cards.kept import Busy, NoCards, kept_pdf
from workshop.cards.pdf import CannotMake, is_installed
from workshop.selection.selection import MOST
from workshop.selection.views import ROBOTS

_TRY_AGAIN_SECONDS = 5
_FILE = "kaarten.pdf"

logger = logging.getLogger(__name__)


@require_safe
def cards_pdf(request: HttpRequest) -> HttpResponseBase:
    """The PDF; the page to print instead when there is no PDF to be had."""
    asked = asked_cards(request.GET)
    if asked.is_empty:
        return HttpResponseRedirect(reverse("cards"))
    if not is_installed():
        return _page(request, asked, "Deze site maakt nu geen PDF. Je kunt de kaarten hieronder wel printen.", 503)
    try:
        made = kept_pdf(asked)
    except NoCards:
        return _page(request, asked, "", 404)
    except Busy:
        busy = "Er worden nu kaarten voor iemand anders gemaakt. Probeer het zo nog eens, of print deze pagina."
        response = _page(request, asked, busy, 429)
        response.headers["Retry-After"] = str(_TRY_AGAIN_SECONDS)
        return response
    except CannotMake as error:
        logger.exception("cards could not be made: %s", error)
        return _page(request, asked, "De PDF lukte niet. Je kunt de kaarten hieronder wel printen.", 503)
    headers = {
        "Content-Disposition": f'inline; filename="{_FILE}"',
        "Cache-Control": "private, max-age=0",
        "X-Robots-Tag": ROBOTS,
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@kept_by(canonical_parameters)
@require_safe
def cards(request: HttpRequest) -> HttpResponseBase:
    """The same cards as a page that prints nine to a sheet."""
    return _page(request, asked_cards(request.GET), "", 200)


def _page(request: HttpRequest, asked: Asked, problem: str, status: int) -> HttpResponse:
    chosen = asked.read()
    context = {
        "title": asked.title,
        "introduction": "",
        "canonical_path": f"{reverse('cards')}{'?' if asked.query else ''}{asked.query}",
        "noindex": True,
        "cards": printed_cards(chosen.found),
        "notices": [*([problem] if problem else []), *chosen.notices],
        "pdf_url": f"{reverse('cards_pdf')}?{asked.query}" if is_installed() and asked.query else "",
        "has_pdf": is_installed(),
        "most": MOST,
    }
    response: HttpResponse = render(request, "workshop/cards.html", context, status=status)
    response.headers["X-Robots-Tag"] = ROBOTS
    if status != 200:
        response.headers["Cache-Control"] = "no-store"
    return response
