"""Atom feeds (RFC 4287): well-formed whatever stands in a title, and checked by a reader without being sent again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from core.http.conditional import conditional, with_etag
from core.text.sanitise import one_line, plain_text

# How many entries a feed holds at most.
MOST_ENTRIES = 50
# A feed without entries needs a date too; this one never changes.
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class FeedEntry(NamedTuple):
    """`identity` is an address (urn:uuid, tag) that is never given to anything else; `path` is where it can be read.

    `updated` is an aware moment, None when it is not known.
    """

    identity: str
    path: str
    title: str
    text: str
    updated: datetime | None


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The newest of its entries; Django says now for a feed without any, which would always be news."""
        return max((item["updateddate"] for item in self.items), default=_BEGINNING)


def feed_path(path: str) -> str:
    """Where the feed of the list at `path` stands: beside it, with the same parameters."""
    address, mark, query = path.partition("?")
    return f"{address}atom.xml{mark}{query}"


def tag_uri(specific: str) -> str:
    """The identity (RFC 4151) of something of this site that has no uuid."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{specific}"


def feed_response(
    request: HttpRequest, *, title: str, path: str, entries: Iterable[FeedEntry], subtitle: str = ""
) -> HttpResponseBase:
    """The feed of the list at `path`, or an empty 304 when the reader has this very one already."""
    feed = _Atom(
        title=one_line(f"{title} - {settings.WAGTAIL_SITE_NAME}"),
        link=f"{settings.SITE_URL}{path}",
        description="",
        language="nl",
        subtitle=one_line(subtitle),
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=f"{settings.SITE_URL}{feed_path(path)}",
        feed_copyright="CC0-1.0",
    )
    for entry in entries:
        feed.add_item(
            title=one_line(entry.title),
            link=f"{settings.SITE_URL}{entry.path}",
            description=escape(plain_text(entry.text)),
            unique_id=entry.identity,
            updateddate=entry.updated or _BEGINNING,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response.headers["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    response.headers["X-Robots-Tag"] = "noindex"
    return conditional(request, with_etag(response))
