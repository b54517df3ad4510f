"""The pages about the evidence. GET only, no cookie, works without script."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.exports.columns import RESULT_COLUMNS
from cases.exports.rows import exported_results
from cases.summaries.history import find_state
from core.http.csvw import described
from core.http.exports import csv_parts, download, json_parts
from core.http.feeds import feed_path, feed_response
from core.http.query_filters import page_number
from evidence import RULE
from evidence_site.changes import changes_page
from evidence_site.feed import change_entries, result_entries
from evidence_site.filters import FILTERS, chosen_results
from evidence_site.methodology import how_we_judge
from evidence_site.results import results_page

RESULTS, CHANGES = "Alle resultaten", "Wat er veranderde"
_ROBOTS = "X-Robots-Tag"
_RESULTS_INTRODUCTION = (
    "Elk resultaat van elke organisatie, ook als er niets veranderde of als het slechter werd. "
    "De volgorde zegt niets over hoe goed iets werkt."
)
_JUDGING_INTRODUCTION = "Hoe de site van resultaten tot een oordeel komt: met regels, grenzen, formules en voorbeelden."
_CHANGES_INTRODUCTION = "Elke keer dat een richting of een niveau verandert, staat het hier, met de reden."


@require_safe
def judging(request: HttpRequest) -> HttpResponse:
    """The rule in force, in words."""
    context = {
        "title": "Zo beoordelen wij",
        "introduction": _JUDGING_INTRODUCTION,
        "description": _JUDGING_INTRODUCTION,
        "canonical_path": reverse("judging"),
        "judging": how_we_judge(RULE),
    }
    return render(request, "evidence/judging.html", context)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """404 for a page past the end, which offers the last one; anything else that is asked answers."""
    asked = FILTERS.read(request.GET)
    page = results_page(asked)
    context = {
        "title": RESULTS,
        "introduction": _RESULTS_INTRODUCTION,
        "description": _RESULTS_INTRODUCTION,
        "canonical_path": asked.url(reverse("results"), page=asked.page),
        "noindex": page.is_filtered,
        "overview": page,
        "feed_url": feed_path(asked.url(reverse("results"))),
        "csv_url": asked.url(reverse("results_csv")),
        "json_url": asked.url(reverse("results_json")),
    }
    response = render(request, "evidence/results.html", context, status=404 if page.pagination.past_end else 200)
    if page.is_filtered:
        response.headers[_ROBOTS] = "noindex, follow"
    return response


@described(RESULT_COLUMNS)
@require_safe
def results_csv(request: HttpRequest) -> HttpResponseBase:
    rows = exported_results(chosen_results(FILTERS.read(request.GET).values))
    return download(csv_parts(RESULT_COLUMNS, rows), "resultaten.csv")


@require_safe
def results_json(request: HttpRequest) -> HttpResponseBase:
    chosen = FILTERS.read(request.GET).values
    about = {"licentie": "CC0-1.0", "rekenregel": RULE.version, "filters": dict(chosen)}
    parts = json_parts(RESULT_COLUMNS, exported_results(chosen_results(chosen)), about=about, things="resultaten")
    return download(parts, "resultaten.json")


@require_safe
def results_feed(request: HttpRequest) -> HttpResponseBase:
    """The results of the newest cases, with the filters of the page."""
    asked = FILTERS.read(request.GET)
    entries = result_entries(asked.values)
    return feed_response(request, title=RESULTS, path=asked.url(reverse("results")), entries=entries)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every change of what is said of methods, newest first."""
    page = changes_page(page_number(request.GET))
    context = {
        "title": CHANGES,
        "introduction": _CHANGES_INTRODUCTION,
        "description": _CHANGES_INTRODUCTION,
        "canonical_path": page.canonical_path,
        "changes": page,
        "feed_url": reverse("changes_feed"),
    }
    return render(request, "evidence/changes_page.html", context, status=404 if page.pagination.past_end else 200)


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    return feed_response(
        request,
        title=CHANGES,
        subtitle="Elke keer dat een richting of een niveau verandert, met de reden.",
        path=reverse("changes"),
        entries=change_entries(),
    )


@require_safe
def state(request: HttpRequest, state: UUID) -> HttpResponse:
    """One state of what is said of a method, at its permanent address.

    :raises Http404: when there is no such state, or not everyone may read its method any more.
    """
    entry = find_state(state)
    if entry is None:
        raise Http404("no such state")
    context: dict[str, Any] = {
        "title": f"Stand van het bewijs, methode {entry.method_number}",
        "canonical_path": reverse("evidence_state", args=[state]),
        "noindex": True,
        "entry": entry,
        "above": [("Wat er veranderde", reverse("changes"))],
    }
    return render(request, "evidence/state.html", context)
