"""The `Link` header (RFC 8288): where a response belongs, in which other forms it is there, its licence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


class Alternate(NamedTuple):
    """The same page in another form, at a path of this site."""

    path: str
    media_type: str


Alternates = Callable[[Any], Iterable[Alternate]]

_ALTERNATES: list[Alternates] = []


def add_alternates(alternates: Alternates) -> None:
    """Have pages name these other forms; called once by a room, in `ready()`. It asks nothing of the database."""
    if alternates not in _ALTERNATES:
        _ALTERNATES.append(alternates)


def alternates_of(page: Any) -> list[Alternate]:
    """The other forms of a public page, of all rooms; none of one that is not saved."""
    return [each for alternates in _ALTERNATES for each in alternates(page)] if page.pk is not None else []


def link(target: str, relation: str, media_type: str = "") -> str:
    """One link of the header; a path gets the public address of the site."""
    address = f"{settings.SITE_URL}{target}" if target.startswith("/") else target
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{iri_to_uri(address)}>; rel="{relation}"{kind}'


def add_links(response: HttpResponseBase, *links: str) -> None:
    """Put these in the header, behind what stands there already."""
    response.headers["Link"] = ", ".join(filter(None, (response.headers.get("Link", ""), *links)))


def add_page_links(request: HttpRequest, response: HttpResponseBase, page: Any) -> None:
    """The links of a page of an editor. A list with parameters says itself which of its pages is meant."""
    others = [link(each.path, "alternate", each.media_type) for each in alternates_of(page)]
    canonical = [] if request.META.get("QUERY_STRING") else [link(page.canonical_url, "canonical")]
    add_links(response, *canonical, *others, link(LICENCE, "license"))
