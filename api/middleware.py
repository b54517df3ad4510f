"""What every answer of the API has, whoever made it: the version, open for other sites, and a problem for an error."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.problems import PROBLEM, problem
from api.version import VERSION

_API = re.compile(r"/api(?:/|$)", re.IGNORECASE)
_HEADERS = {
    "API-Version": VERSION,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, Retry-After",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
_KEPT = ("Allow", "Retry-After")


class ApiMiddleware:
    """Stands outside everything that may answer for a view: a guard, a kept page, an empty 304, an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _API.match(request.path_info):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEM:
            told = problem(response.status_code)
            for name in _KEPT:
                if response.has_header(name):
                    told.headers[name] = response.headers[name]
            response = told
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response
