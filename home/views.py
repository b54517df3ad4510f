"""Pages, short addresses, the sitemap and the file for robots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from cases.summaries.history import last_changes
from core.http.cache.kept import Kept
from core.http.cache.page_cache import kept_by
from core.http.feeds import MOST_ENTRIES, feed_response
from core.http.page_feed import page_entries
from core.http.sitemap import computed_paths
from core.number_series import was_given_out
from core.published import kinds
from core.visibility import is_public, public_pages
from home.listing import listing_question
from home.models import HomePage, ListingPage, OverviewPage
from search.contract import Sort
from search.service import answer

# Pages that are no page of an editor.
_COMPUTED = ("results", "judging", "changes", "corrections", "agenda")
_SHOW_OTHERS = (HomePage, ListingPage, OverviewPage)
# What one sitemap may hold, as the protocol says.
_MOST_ADDRESSES = 50_000


# Where Wagtail keeps what it found for a request.
_ROUTE = "_wagtail_route_for_request"
# Model and key of the page at an address, by host and path.
_PLACES = Kept()
# The front page, by host.
_ROOTS = Kept()

_LONGEST_QUERY = 1000


@dataclass(frozen=True)
class SitemapEntry:
    location: str
    changed: Any


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view of a page. Where an address leads is kept: one query instead of two for each level of the tree."""
    place = _PLACES.of((request.get_host(), path), partial(_place, request, path))
    if place is not None and not hasattr(request, _ROUTE):
        model, key = place
        pages = model.objects.filter(pk=key, live=True).select_related(*getattr(model, "read_with", ()))
        for page in pages.order_by():  # `first` would order it
            setattr(request, _ROUTE, RouteResult(page))
    response: HttpResponseBase = serve(request, path)
    return response


def _root(request: HttpRequest) -> Page | None:
    site = Site.find_for_request(request)
    return site.root_page if site else None


def _place(request: HttpRequest, path: str) -> tuple[Any, int] | None:
    """By the whole path, in one query: Wagtail asks for each level. What leads elsewhere is left to Wagtail."""
    names = [name for name in path.split("/") if name]
    root = _ROOTS.of(request.get_host(), partial(_root, request))
    if root is None:
        return None
    place = "".join([root.url_path, *(f"{name}/" for name in names)])
    found = (
        Page.objects.filter(slug=[root.slug, *names][-1], url_path=place, live=True)
        .values_list("content_type", "pk")
        .first()
    )
    model = found and ContentType.objects.get_for_id(found[0]).model_class()
    return (model, found[1]) if found and model else None


@require_safe
def short_address(request: HttpRequest, prefix: str, number: str) -> HttpResponse:
    """Redirect `/m/31` to the page, query string included.

    410 when the number was given out and its page is gone for good.

    :raises Http404: when the number was never given out, or when not everyone may read its page.
    """
    page_type: Any = next(kind.model for kind in kinds() if kind.prefix == prefix.lower())
    page = page_type.objects.filter(number=int(number)).first()
    if page is not None:
        if not is_public(page):
            raise Http404("not public")
        question = request.META.get("QUERY_STRING", "")
        if len(question) > _LONGEST_QUERY:  # a proxy may refuse an answer with so long a header
            question = ""
        return HttpResponseRedirect(page.get_url(request) + (f"?{question}" if question else ""))
    if not was_given_out(page_type.number_series, int(number)):
        raise Http404("never given out")
    kind = page_type._meta.verbose_name
    title = f"{capfirst(kind)} {number} is er niet meer"
    return render(request, "410.html", {"title": title, "kind": kind, "number": number}, status=410)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that anyone may read, under the public address of the site.

    A page says when it last changed: published, or another judgement by new results. One that shows what stands
    elsewhere, such as a list, says nothing: that would not be true.
    """
    home = HomePage.objects.live().first()
    entries = []
    if home is not None:
        root, judged = len(home.url_path) - 1, last_changes()
        lists = {kind.pk for kind in ContentType.objects.get_for_models(*_SHOW_OTHERS).values()}
        pages = public_pages(Page.objects.descendant_of(home, inclusive=True)).order_by("path")
        rows = pages.values_list("pk", "url_path", "content_type", "last_published_at")
        entries = [
            SitemapEntry(
                f"{settings.SITE_URL}{url_path[root:]}",
                None if kind in lists else max(filter(None, (published, judged.get(key))), default=None),
            )
            for key, url_path, kind, published in rows[:_MOST_ADDRESSES]
        ]
        paths = [*(reverse(name) for name in _COMPUTED), *computed_paths()]
        entries = [*entries, *(SitemapEntry(f"{settings.SITE_URL}{path}", None) for path in paths)][:_MOST_ADDRESSES]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


@kept_by(lambda data: ())
@require_safe
def listing_feed(request: HttpRequest, path: str) -> HttpResponseBase:
    """What a listing page lists, newest first.

    :raises Http404: when there is no such page, or not everyone may read it.
    """
    page = Page.find_for_request(request, path)
    if not isinstance(page, ListingPage) or not is_public(page):
        raise Http404("no list")
    found = answer(replace(listing_question(page), sort=Sort.NEWEST, page_size=MOST_ENTRIES))
    entries = page_entries([hit.page_id for hit in found.hits])
    return feed_response(request, title=page.title, path=page.get_url() or "/", entries=entries)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the editors' part and the endless combinations of filters."""
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        f"Disallow: {reverse('search')}?",
        "Disallow: /*/klopt-niet/",
        f"Disallow: {reverse('ask_editors')}",
        "Disallow: /nuttig/",
        "Disallow: /vraag-de-organisatie/",
        "Allow: /",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
