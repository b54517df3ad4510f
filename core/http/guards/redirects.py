"""What else an address may mean that is not there: an old one of a page, or one that was typed or copied badly."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.http.conditional import ALWAYS_ASK
from core.redirects import leads_to_itself, path_here
from core.text.sanitise import clean_text
from core.visibility import is_public

_MOST_STEPS = 10
_FOR_PROGRAMS = "application/problem+json"
_OF_PAGES = "wagtail_serve"
# What a sentence puts around an address.
_AROUND = " \t.,;:!?*|()[]{}<>'\"`\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026"


class RedirectMiddleware(middleware.RedirectMiddleware):  # type: ignore[misc]
    """As Wagtail's, but a page that is not public answers 404 at its old addresses as it does at its own.

    A program is told what is wrong with its address and never led elsewhere. A browser keeps no redirect: it would go
    round for ever once a page has its old address back.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == 404 and response.headers.get("Content-Type") != _FOR_PROGRAMS:
            old = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
            response = _follow(request, old, request.path) or _meant(request) or response
        if response.status_code == 301:
            response.headers.setdefault("Cache-Control", ALWAYS_ASK)
        return response


def _follow(request: HttpRequest, old: str, path: str) -> HttpResponse | None:
    """The answer of the redirect of this old address, whose path is `path`."""
    redirect = _redirect_at(request, old)
    if redirect is None or not _may_be_followed(request, redirect, path):
        return None
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    return kind(redirect.link)


def _meant(request: HttpRequest) -> HttpResponse | None:
    """Where somebody wanted to go who typed capitals, or copied what stands around an address along with it.

    `/Methoden/` and `/methoden/.`: to the page or view of that address, or to where its old address leads.
    """
    parts = (part.strip(_AROUND) for part in clean_text(request.path).lower().split("/"))
    path = "/".join(["", *filter(None, parts), ""])
    closed = path.startswith((settings.STATIC_URL, *settings.PAGE_CACHE_NEVER))
    if closed or request.method not in ("GET", "HEAD"):
        return None
    found = next(filter(None, (_address(request, each) for each in (path, path.rstrip("/")))), None)
    asked = request.path.rstrip("/")
    if asked in (path.rstrip("/") if found is None else found.rstrip("/"), ""):
        return None
    if found is None:
        return _follow(request, Redirect.normalise_path(path), path)
    question = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(iri_to_uri(found) + (f"?{question}" if question else ""))


def _address(request: HttpRequest, path: str) -> str | None:
    """The address of what everybody may read at this path, whatever the capitals of a page; None for nothing."""
    try:
        if resolve(path).url_name != _OF_PAGES:
            return path
    except Resolver404:
        return None
    page = _pages_at(request, path, "iexact").first()
    found: str | None = page.get_url(request) if page is not None and is_public(page) else None
    return found


def _redirect_at(request: HttpRequest, path: str) -> Redirect | None:
    """The redirect of this address, with its parameters or else without them."""
    found: Redirect | None = middleware.get_redirect(request, path)
    return found or middleware.get_redirect(request, path.partition("?")[0])


def _may_be_followed(request: HttpRequest, redirect: Redirect, path: str) -> bool:
    if redirect.automatically_created and _pages_at(request, path).filter(first_published_at__isnull=False).exists():
        return False  # a page that was public stands at this very address, so nothing older counts
    if redirect.redirect_page is not None:
        return is_public(redirect.redirect_page) and not leads_to_itself(redirect)
    return bool(redirect.redirect_link) and not _goes_round(request, redirect)


def _goes_round(request: HttpRequest, redirect: Redirect) -> bool:
    """Whether addresses that editors typed lead from one to the other without end."""
    seen = {redirect.old_path}
    for _ in range(_MOST_STEPS):
        path = path_here(redirect.redirect_link)
        if path is None or _address(request, f"{path.rstrip('/')}/") is not None:
            return False
        if path in seen:
            return True
        seen.add(path)
        following = _redirect_at(request, path)
        if following is None or following.redirect_page is not None:
            return False
        redirect = following
    return True


def _pages_at(request: HttpRequest, path: str, lookup: str = "exact") -> PageQuerySet[Page]:
    """The page at this path of the site, public or not."""
    site, inside = Site.find_for_request(request), path.strip("/")
    url_path = site.root_page.url_path + (f"{inside}/" if inside else "") if site else ""
    return Page.objects.filter(**{f"url_path__{lookup}": url_path})
