"""Make a public page once per public state, and send the same one to everybody until that state changes.

Public pages hold no cookie and no token, so they are the same for all. A page is kept in the memory of this process
under the stamp of the public state (`stamp`): what is published, taken down or reworded shows with the next
request, in every process and on every host. What goes by the clock says until when it is right
(`validity`). Nothing is kept of an editor, a preview, an error, a form or an answer that is only for now.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from core.http.cache import kept
from core.http.cache.page_pool import AskedBefore, KeptAnswer, PagePool
from core.http.cache.stamp import Stamp, public_stamp
from core.http.cache.validity import Validity, collecting
from core.http.conditional import conditional, with_etag

# Questions are kept no longer than this, whatever the stamp says.
QUESTION_KEPT = timedelta(minutes=10)
# The share of the memory that answers to questions get; pages without a query get the rest.
_QUESTIONS_SHARE = 0.25
_LEAST_TO_PACK = 200
_LEVEL = 6  # packing harder takes half as much again for half a percent
_OF_ONE_SENDING = {"content-length", "date", "x-page-cache"}
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Gives those parameters of an address that a view knows, in one order.
Canonical = Callable[[QueryDict], Iterable[tuple[str, str]]]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class PageCacheMiddleware:
    """Keeps pages; `settings.PAGE_CACHE_MB` is the memory for it in each process, 0 switches it off.

    Each answer it looked at says in `X-Page-Cache` whether it was kept (hit) or made (miss).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_anonymous(request):
            return self.get_response(request)
        try:
            stamp = public_stamp()
            host = request.get_host()
        except (DatabaseError, DisallowedHost):
            return self.get_response(request)
        with kept.under(stamp):
            return self._kept_or_made(request, host, stamp) if settings.PAGE_CACHE_MB else self.get_response(request)

    def _kept_or_made(self, request: HttpRequest, host: str, stamp: Stamp) -> HttpResponseBase:
        query = _canonical_query(request)
        key = (request.scheme, host, request.path, query)
        pool = _questions() if query else _pages()
        answer = pool.get(key, stamp, timezone.now())
        COUNTS["hits" if answer else "misses"] += 1
        if answer is not None:
            return conditional(request, _send(request, answer))
        with collecting() as validity, _unconditional(request):
            response = self.get_response(request)
        response.headers["X-Page-Cache"] = "miss"
        if validity.may_keep and isinstance(response, HttpResponse) and _may_be_kept(response):
            with_etag(response)
            if request.method == "GET" and (not query or _asked_before(key)):
                pool.put(key, _kept(response, stamp, validity, QUESTION_KEPT if query else None))
        return conditional(request, response)


def kept_by(canonical: Canonical) -> Callable[[View], View]:
    """Say of a view which parameters make a difference: its pages are kept by these, unknown ones are dropped."""

    def mark(view: View) -> View:
        view.canonical_parameters = canonical  # type: ignore[attr-defined]
        return view

    return mark


def kept_pages() -> dict[str, int]:
    """Hits, misses, answers and bytes of this process since it started."""
    pools = (_pages(), _questions())
    return {**COUNTS, "answers": sum(map(len, pools)), "bytes": sum(pool.bytes for pool in pools)}


def clear() -> None:
    """Forget every kept answer of this process."""
    for pool in (_pages, _questions):
        pool.cache_clear()
    kept.clear()
    _asked_before.clear()
    COUNTS.update(hits=0, misses=0)


COUNTS = {"hits": 0, "misses": 0}
_asked_before = AskedBefore()


@lru_cache(1)
def _pages() -> PagePool:
    return PagePool(int(settings.PAGE_CACHE_MB * (1 - _QUESTIONS_SHARE) * 1024 * 1024))


@lru_cache(1)
def _questions() -> PagePool:
    return PagePool(int(settings.PAGE_CACHE_MB * _QUESTIONS_SHARE * 1024 * 1024))


def _is_anonymous(request: HttpRequest) -> bool:
    """Somebody with a session may see more than others. The admin and secret addresses are nobody else's business."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(settings.PAGE_CACHE_NEVER)
    )


def _canonical_query(request: HttpRequest) -> str:
    """The parameters that make a difference, the same text for the same question; empty without any."""
    raw = request.META.get("QUERY_STRING", "")
    if not raw:
        return ""
    try:
        canonical = getattr(resolve(request.path_info).func, "canonical_parameters", None)
    except Resolver404:
        canonical = None
    return urlencode(canonical(request.GET) if canonical else sorted(parse_qsl(raw, keep_blank_values=True)))


def _may_be_kept(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not any(word in control for word in ("no-store", "private"))
    )


def _kept(response: HttpResponse, stamp: Stamp, validity: Validity, longest: timedelta | None) -> KeptAnswer:
    if longest is not None:
        validity.moments.append(timezone.now() + longest)
    return KeptAnswer(
        stamp=stamp,
        headers=tuple((name, value) for name, value in response.items() if name.lower() not in _OF_ONE_SENDING),
        content=response.content,
        packed=gzip.compress(response.content, _LEVEL, mtime=0) if len(response.content) >= _LEAST_TO_PACK else b"",
        valid_until=kept.valid_until_of(validity, stamp),
        when_sent=getattr(response, "when_sent_from_cache", None),
    )


def _send(request: HttpRequest, answer: KeptAnswer) -> HttpResponse:
    packs = bool(answer.packed) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = HttpResponse(answer.packed if packs else answer.content, headers=dict(answer.headers))
    if packs:
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = f"W/{response.headers['ETag'].removeprefix('W/')}"
    patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["X-Page-Cache"] = "hit"
    if answer.when_sent is not None:
        answer.when_sent(request)
    return response


@contextmanager
def _unconditional(request: HttpRequest) -> Iterator[None]:
    """Have the whole page made, whatever the visitor has already: an empty 304 is nothing to keep."""
    asked = {name: request.META.pop(name) for name in _CONDITIONS if name in request.META}
    request.__dict__.pop("headers", None)
    try:
        yield
    finally:
        request.META.update(asked)
        request.__dict__.pop("headers", None)
