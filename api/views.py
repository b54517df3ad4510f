"""The answers of the API. GET and HEAD only; every fault is a problem, and what is found is kept as pages are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from api.openapi import document
from api.problems import ProblemError, problem
from api.query import PER_PAGE, USUAL, Asked, read, read_nothing
from api.resource import Resource, camel
from api.resources import resources
from api.search import BESIDE, HITS, asked_of_search
from api.version import LICENCE_URL, VERSION, address
from core.http.conditional import conditional, with_etag
from core.http.exports import all_columns, record
from core.http.query_filters import PAGE, with_query

View = Callable[..., HttpResponseBase]
_METHODS = "GET, HEAD, OPTIONS"
SEARCH = "_zoek"
# Whoever keeps an answer asks each time whether it still holds: what is withdrawn is gone at once.
_KEEP = "public, no-cache"


def of_api(view: View) -> Callable[..., HttpResponseBase]:
    """The view for GET and HEAD; it has nothing that a token must guard."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        if request.method == "OPTIONS":
            asks = {"Access-Control-Allow-Methods": _METHODS, "Access-Control-Allow-Headers": "*"}
            return HttpResponse(status=204, headers={"Allow": _METHODS, **asks})
        if request.method not in ("GET", "HEAD"):
            refused = problem(405)
            refused.headers["Allow"] = _METHODS
            return refused
        try:
            answer = view(request, *args, **kwargs)
            return conditional(request, with_etag(answer)) if isinstance(answer, HttpResponse) else answer
        except ProblemError as found:
            return problem(found.status, found.detail, found.faults)

    return answered


@of_api
def start(request: HttpRequest) -> HttpResponse:
    """Where everything stands."""
    read_nothing(request.GET)
    own = [(each.name, each.description) for each in resources().values()]
    links = {
        "self": {"href": address()},
        "describedby": {"href": address("openapi.json")},
        "license": {"href": LICENCE_URL},
    }
    parts = [
        {"naam": name, "omschrijving": text, "href": address(name)}
        for name, text in (*own, (SEARCH, "Zoeken zoals op de site."))
    ]
    return _json({"versie": VERSION, "onderdelen": parts, "_links": links})


@of_api
def collection(request: HttpRequest, name: str) -> HttpResponse:
    """A page of a list."""
    resource = _resource(name)
    asked = read(request.GET, resource.filters)
    keys = resource.keys(asked.chosen)
    total = keys.count()
    start = _start(asked, total)
    rows = resource.rows(list(keys[start : start + asked.size]))
    items = [resource.as_json(row) for row in rows]
    return _json({**_counted(asked, total), "items": items, "_links": _links(request, asked, total)})


@of_api
def item(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """One row of a list."""
    resource, parts = _resource(name), key.split("/")
    read_nothing(request.GET)
    fits = len(parts) == len(resource.key) and all(map(re.fullmatch, resource.key_patterns, parts))
    found = resource.key_of(*parts) if fits else None
    for row in [] if found is None else resource.rows([found]):
        return _json(resource.as_json(row))
    raise ProblemError(404)


@of_api
def search(request: HttpRequest) -> HttpResponse:
    """The answer to a question."""
    asked, found = asked_of_search(request.GET)
    _start(asked, found.total)
    response = _json(
        {
            **_counted(asked, found.total),
            "items": [record(HITS, hit, camel) for hit in found.hits],
            **record(all_columns(BESIDE), found, camel),
            "_links": _links(request, asked, found.total),
        }
    )
    if found.degraded:
        response.headers["Cache-Control"] = "no-store"
    return response


@of_api
def openapi(request: HttpRequest) -> HttpResponse:
    read_nothing(request.GET)
    return _json(document())


@of_api
def unknown(request: HttpRequest, **_: str) -> HttpResponse:
    raise ProblemError(404)


def _resource(name: str) -> Resource:
    if (found := resources().get(name)) is None:
        raise ProblemError(404)
    return found


def _start(asked: Asked, total: int) -> int:
    """:raises ProblemError: for a page past the end; the first is never."""
    start = (asked.page - 1) * asked.size
    if asked.page > 1 and start >= total:
        raise ProblemError(
            404, f"Er is geen bladzijde {asked.page}: er zijn {total} regels, {asked.size} per bladzijde."
        )
    return start


def _counted(asked: Asked, total: int) -> dict[str, int]:
    return {"aantal": total, "pagina": asked.page, "perBladzijde": asked.size}


def _links(request: HttpRequest, asked: Asked, total: int) -> dict[str, Mapping[str, str]]:
    """This page, the one before and the one after it; none that is not there."""
    pages = {"self": asked.page}
    if asked.page > 1:
        pages["prev"] = asked.page - 1
    if asked.page * asked.size < total:
        pages["next"] = asked.page + 1
    return {name: {"href": _page(request, asked, number)} for name, number in pages.items()}


def _page(request: HttpRequest, asked: Asked, number: int) -> str:
    asks = request.GET
    kept = [(name, value) for name in sorted({*asks} - {PAGE, PER_PAGE}) for value in asks.getlist(name)]
    size: Iterable[tuple[str, str]] = [(PER_PAGE, str(asked.size))] if asked.size != USUAL else []
    turned: Iterable[tuple[str, str]] = [(PAGE, str(number))] if number > 1 else []
    return with_query(address(request.path_info.rpartition("/")[2]), [*kept, *size, *turned])


def _json(found: Mapping[str, Any]) -> JsonResponse:
    return JsonResponse(found, headers={"Cache-Control": _KEEP}, json_dumps_params={"ensure_ascii": False})
