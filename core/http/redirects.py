"""Follow an old address only to where everybody may read, never round in a circle."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.redirects import leads_to_itself, path_here
from core.visibility import is_public

_MOST_STEPS = 10


class RedirectMiddleware(middleware.RedirectMiddleware):  # type: ignore[misc]
    """As Wagtail's, but a page that is not public answers 404 at its old addresses as it does at its own."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = _redirect_at(request, path)
        if redirect is None or not _may_be_followed(request, redirect):
            return response
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return kind(redirect.link)


def _redirect_at(request: HttpRequest, path: str) -> Redirect | None:
    """The redirect of this address, with its parameters or else without them."""
    found: Redirect | None = middleware.get_redirect(request, path)
    return found or middleware.get_redirect(request, path.partition("?")[0])


def _may_be_followed(request: HttpRequest, redirect: Redirect) -> bool:
    if redirect.automatically_created and _was_page_here(request):
        return False
    if redirect.redirect_page is not None:
        return is_public(redirect.redirect_page) and not leads_to_itself(redirect)
    return bool(redirect.redirect_link) and not _goes_round(request, redirect)


def _was_page_here(request: HttpRequest) -> bool:
    """Whether a page that was public stands at this very address; then nothing older than that page counts."""
    page = _page_at(request, request.path)
    return page is not None and page.first_published_at is not None


def _page_at(request: HttpRequest, path: str) -> Page | None:
    """The page at this address of the site, public or not."""
    site = Site.find_for_request(request)
    inside = path.strip("/")
    url_path = site.root_page.url_path + (f"{inside}/" if inside else "") if site else ""
    return Page.objects.filter(url_path=url_path).first()


def _goes_round(request: HttpRequest, redirect: Redirect) -> bool:
    """Whether addresses that editors typed lead from one to the other without end."""
    seen = {redirect.old_path}
    for _ in range(_MOST_STEPS):
        path = path_here(redirect.redirect_link)
        if path is None or _answers(request, path):
            return False
        if path in seen:
            return True
        seen.add(path)
        following = _redirect_at(request, path)
        if following is None or following.redirect_page is not None:
            return False
        redirect = following
    return True


def _answers(request: HttpRequest, path: str) -> bool:
    """Whether something of the site stands at this address."""
    try:
        if resolve(f"{path}/").url_name != "wagtail_serve":
            return True
    except Resolver404:
        pass
    page = _page_at(request, path)
    return page is not None and is_public(page)
