"""The list of organisations that shared something, and the page of one. GET only, no cookie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contributions.organisations.models import HelpLine
from contributions.organisations.shared import counts, help_lines, in_words, newest_shared, shared_pages, successors
from core.http.feeds import MOST_ENTRIES, feed_path, feed_response
from core.http.page_feed import page_entries
from core.http.pagination import paginate
from core.http.query_filters import Filter, FilterSet, page_number, page_url
from core.published import cards_of
from core.text.numbers import sentence_case
from vocabulary.models import Organisation, OrganisationType

TITLE = "Organisaties"
PAGE_SIZE = 24
CARDS_A_PAGE = 12
_INTRODUCTION = (
    "Deze organisaties deelden wat ze deden en wat het opleverde, ook als er niets veranderde. Hoeveel iemand deelde, "
    "zegt niets over hoe goed het ging."
)


def _families() -> dict[str, str]:
    used = OrganisationType.objects.filter(organisations__in=list(counts())).distinct()
    return {slug: sentence_case(label) for slug, label in used.values_list("slug", "plural")}


FILTERS = FilterSet((Filter("familie", "Soort organisatie", _families),), things="organisaties")


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """By name. A fixed number of queries, however many there are; 404 for a page past the end."""
    asked, shared, path = FILTERS.read(request.GET), counts(), reverse("organisations")
    found = Organisation.objects.filter(pk__in=list(shared)).order_by("label")
    if family := asked.values.get("familie"):
        found = found.filter(family__slug=family)
    total = found.count()
    pages = paginate(asked.page, total, PAGE_SIZE, lambda number: asked.url(path, page=number))
    rows = [
        {"organisation": each, "words": in_words(shared[each.pk])}
        for each in found.select_related("family")[pages.start : pages.stop]
    ]
    context = {
        "title": TITLE,
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": asked.url(path, page=asked.page),
        "noindex": bool(asked.values),
        "asked": asked,
        "chips": asked.chips(path),
        "rows": rows,
        "total": total,
        "pagination": pages,
        "feed_url": feed_path(path),
    }
    return render(request, "contributions/organisations.html", context, status=404 if pages.past_end else 200)


@require_safe
def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What one organisation shared, newest first.

    A merged one leads on to its successor; one that shared nothing is a 404 that invites it.
    """
    organisation = get_object_or_404(Organisation.objects.select_related("family"), slug=slug)
    if organisation.is_ended and (last := successors().get(organisation.pk, organisation.pk)) != organisation.pk:
        return HttpResponsePermanentRedirect(_path(Organisation.objects.get(pk=last)))
    shared, lines, path = shared_pages(organisation), help_lines(organisation), _path(organisation)
    pages = paginate(page_number(request.GET), len(shared), CARDS_A_PAGE, partial(page_url, path))
    shown = shared[pages.start : pages.stop]
    cards = cards_of(shown)
    context: dict[str, Any] = {
        "title": organisation.label,
        "introduction": sentence_case(organisation.family.label),
        "description": f"Wat {organisation.label} deelde over betere digitale dienstverlening.",
        "canonical_path": page_url(path, pages.number),
        "above": [(TITLE, reverse("organisations"))],
        "organisation": organisation,
        "cards": [cards[each.page_id] for each in shown if each.page_id in cards],
        "help_lines": lines,
        "words": in_words(counts().get(organisation.pk, {})),
        "pagination": pages,
        "feed_url": feed_path(path),
    }
    if not shared and not lines:
        context |= {"noindex": True, "feed_url": ""}
    is_there = shown or (lines and not pages.past_end)
    return render(request, "contributions/organisation.html", context, status=200 if is_there else 404)


@require_safe
def organisation_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    organisation = get_object_or_404(Organisation, slug=slug)
    entries = page_entries([each.page_id for each in shared_pages(organisation)[:MOST_ENTRIES]])
    return feed_response(request, title=organisation.label, path=_path(organisation), entries=entries)


@require_safe
def organisations_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest of what any organisation shared."""
    entries = page_entries(newest_shared(MOST_ENTRIES))
    return feed_response(request, title=TITLE, path=reverse("organisations"), entries=entries)


def place_of_help_line(row: HelpLine) -> tuple[str, str]:
    """The page of the organisation, once its name is confirmed."""
    return row.typed_organisation, _path(row.organisation) if row.may_be_named and row.organisation else ""


def sitemap_paths() -> Iterator[str]:
    """The list and every organisation on it."""
    yield reverse("organisations")
    for slug in Organisation.objects.filter(pk__in=list(counts())).order_by("slug").values_list("slug", flat=True):
        yield reverse("organisation", args=[slug])


def _path(organisation: Organisation) -> str:
    return reverse("organisation", args=[organisation.slug])
