"""Feeds are well-formed whatever stands in them, and not sent twice to whoever has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from core.http.feeds import FeedEntry, feed_path, feed_response, tag_uri

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
anything = st.text(max_size=40)


def entry(title: str = "Titel", text: str = "Tekst", updated: datetime = NOON) -> FeedEntry:
    return FeedEntry("urn:uuid:5b0bd0a0-0000-4000-8000-000000000000", "/methoden/een/", title, text, updated)


def feed(*entries: FeedEntry, title: str = "Lijst", **headers: str) -> Any:
    request = RequestFactory().get("/lijst/atom.xml", headers=headers)
    return feed_response(request, title=title, path="/lijst/", entries=entries)


def tree(response: Any) -> ElementTree.Element:
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def test_a_feed_says_what_it_is() -> None:
    response = feed(entry())
    root = tree(response)
    texts = {name: root.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "rights")}
    assert texts == {
        "id": "https://www.example.nl/lijst/",
        "title": "Lijst - Optimaal Digitaal",
        "updated": "2026-07-01T12:00:00+00:00",
        "rights": "CC0-1.0",
    }
    links = {node.get("rel"): node.get("href") for node in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "https://www.example.nl/lijst/", "self": "https://www.example.nl/lijst/atom.xml"}
    [one] = root.findall(f"{ATOM}entry")
    assert one.findtext(f"{ATOM}id") == "urn:uuid:5b0bd0a0-0000-4000-8000-000000000000"
    assert one.findtext(f"{ATOM}updated") == "2026-07-01T12:00:00+00:00"
    link = one.find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://www.example.nl/methoden/een/"
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["X-Robots-Tag"] == "noindex"


@given(anything, anything)
def test_any_text_gives_a_feed_that_can_be_read(title: str, text: str) -> None:
    root = tree(feed(entry(title, text), title=title))
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None and summary.get("type") == "html"
    assert "<" not in (summary.text or "")


def test_a_title_is_text_and_a_summary_is_no_markup() -> None:
    root = tree(feed(entry("<b>Vet</b> & \x00sterk", "1 < 2 & <script>")))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "<b>Vet</b> & sterk"
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == escape("1 < 2 & <script>")


def test_who_has_it_already_gets_nothing() -> None:
    first = feed(entry())
    assert first["Last-Modified"] == "Wed, 01 Jul 2026 12:00:00 GMT"
    assert first["Cache-Control"] == "no-cache"
    for headers in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = feed(entry(), **headers)
        assert (again.status_code, again.content) == (304, b"")
        newer = entry(title="Anders", updated=NOON.replace(day=2))
        assert feed(newer, **headers).status_code == 200


def test_an_empty_feed_never_changes() -> None:
    assert feed().content == feed().content
    assert tree(feed()).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/zoeken/", "/zoeken/atom.xml"), ("/zoeken/?q=a&soort=methode", "/zoeken/atom.xml?q=a&soort=methode")],
)
def test_the_feed_stands_beside_the_list(path: str, expected: str) -> None:
    assert feed_path(path) == expected


def test_an_identity_without_a_uuid() -> None:
    assert tag_uri("correctie/7") == "tag:www.example.nl,2026:correctie/7"
