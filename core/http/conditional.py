"""Conditional answers: a validator of what is sent, and an empty 304 for whoever has that already."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

# A browser may keep the answer and always asks whether it is still the same.
ALWAYS_ASK = "no-cache"


def with_etag(response: HttpResponse) -> HttpResponse:
    """The same response with a validator of its content, unless it has one, to be checked on every visit."""
    if not response.has_header("ETag"):
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers.setdefault("Cache-Control", ALWAYS_ASK)
    return response


def conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, or an empty 304 when the visitor has this very one already."""
    etag = response.headers.get("ETag")
    if response.status_code != 200 or etag is None or not isinstance(response, HttpResponse):
        return response
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response
