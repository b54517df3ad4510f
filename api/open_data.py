"""The page for developers and the files: each resource as it is now, and all of them as one package of last night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from api import examples
from api.openapi import row_schema
from api.package import NAME, json_lines, the_package
from api.query import MOST, read
from api.resource import Resource
from api.resources import resources
from api.version import CHANGES, LICENCE, LICENCE_URL, VERSION, address
from api.views import of_api
from core.http.csvw import described
from core.http.exports import csv_parts, download

_INTRODUCTION = (
    "Alles wat op deze site staat mag je gebruiken: om mee te rekenen, om te tonen op je eigen site of om op voort te "
    "bouwen. Zonder sleutel en zonder toestemming te vragen."
)
_TYPES = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "ja of nee",
    "array": "lijst",
    "date": "datum",
    "date-time": "tijdstip",
    "uri": "adres",
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How to use it: downloads, the API with examples that run, every field, and what we promise."""
    context = {
        "title": "Open data",
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": reverse("open_data"),
        "package": the_package(),
        "package_url": reverse("open_data_package"),
        "parts": [_part(resource) for resource in resources().values()],
        "examples": examples.calls(),
        "program": examples.program(),
        "api": address(),
        "openapi": address("openapi.json"),
        "version": VERSION,
        "changes": CHANGES,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "most": MOST,
        "contact": f"{settings.SITE_URL}/contact/",
    }
    return render(request, "open_data/page.html", context)


@described(lambda name, form: resources()[name].columns)
@of_api
def live_file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """All rows of a resource as they are now, with its filters: a sheet or lines of JSON, sent as they are read."""
    if (resource := resources().get(name)) is None:
        raise Http404("no such resource")
    rows = resource.every_row(read(request.GET, resource.filters, paged=False).chosen)
    parts = csv_parts(resource.columns, rows) if form == "csv" else json_lines(resource, rows)
    return _open(download(parts, f"{name}.{form}"))


@require_safe
def package(request: HttpRequest) -> HttpResponseBase:
    """The package of last night.

    :raises Http404: until there is one.
    """
    found = the_package()
    if found is None:
        raise Http404("not made yet")
    etag = f'"{found.checksum[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return _open(HttpResponseNotModified(headers={"ETag": etag}))
    response = FileResponse(found.path.open("rb"), as_attachment=True, filename=NAME)
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(found.made.timestamp())
    response.headers["X-Robots-Tag"] = "noindex"
    return _open(response)


@require_safe
def checksum(request: HttpRequest) -> HttpResponseBase:
    """The checksum of the package, as `sha256sum --check` reads it."""
    found = the_package()
    if found is None:
        raise Http404("not made yet")
    return _open(HttpResponse(f"{found.checksum}  {NAME}\n", content_type="text/plain; charset=utf-8"))


def _open(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _part(resource: Resource) -> dict[str, Any]:
    """What the page says of a resource."""
    return {"resource": resource, "url": address(resource.name), "fields": list(_fields(resource))}


def _fields(resource: Resource) -> Iterator[dict[str, Any]]:
    properties = row_schema(resource)["properties"]
    for name, schema in properties.items():
        if "description" in schema:
            example = schema.get("example", "")
            short = example if isinstance(example, (str, int, float)) and len(str(example)) <= 80 else ""
            kind = _TYPES[schema.get("format", schema["type"])]
            yield {"name": name, "text": schema["description"], "kind": kind, "example": short}
