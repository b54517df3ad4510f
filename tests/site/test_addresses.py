"""Addresses that others keep: numbers, what is gone, what machines read."""

from __future__ import annotations

import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.starter.content import address, items, page_paths
from tests.starter.documents import document, heading
from tests.starter.page_kinds import PAGE_KINDS
from tests.starter.server import StarterSite

# Pages that no editor made.
_COMPUTED = {
    *("/agenda/", "/resultaten/", "/zo-beoordelen-wij/", "/wijzigingen/", "/correcties/"),
    *("/meedoen/", "/rekenhulp/", "/witte-vlekken/", "/witte-vlekken/maten/"),
    *("/productscan/", "/productscan/gedeeld/", "/open-data/"),
}
# A form is the same page whatever was filled in for the visitor.
_FORMS = {
    *("ask the editors", "did this too", "try a method", "workshop start", "product scan to fill in"),
    "figures beside each other",
}
_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize(("kind", "prefix", "count"), [("methods", "m", 63), ("cases", "p", 55)])
def test_every_number_leads_to_its_page(starter_server: StarterSite, kind: str, prefix: str, count: int) -> None:
    wrong = {}
    for number in range(1, count + 1):
        reply = starter_server.follow(f"/{prefix}/{number}")
        expected = (200, address(kind, number), items(kind)[number]["title"])
        found = (reply.status, urlsplit(reply.url).path, heading(reply.text))
        if found != expected:
            wrong[number] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["/m/31", "/p/2"])
def test_a_short_address_is_one_step_away(starter_server: StarterSite, path: str) -> None:
    reply = starter_server.get(path)
    assert reply.is_redirect
    assert starter_server.get(reply.location).status == 200


@pytest.mark.parametrize("path", ["/m/999", "/p/999", "/m/0", "/methoden/bestaat-niet/", "/bestaat-niet/"])
def test_what_never_was_is_not_found(starter_server: StarterSite, path: str) -> None:
    reply = starter_server.follow(path)
    assert reply.status == 404
    assert "Optimaal Digitaal" in reply.text
    assert document(reply.text).html["lang"] == "nl"


def test_a_deleted_number_is_gone(starter_server: StarterSite) -> None:
    reply = starter_server.follow("/m/64")
    assert reply.status == 410
    assert "Optimaal Digitaal" in reply.text


def test_sitemap_holds_exactly_the_public_pages(starter_server: StarterSite) -> None:
    reply = starter_server.get("/sitemap.xml")
    assert reply.status == 200
    found = [str(node.text) for node in ElementTree.fromstring(reply.text).iter(_LOCATION)]  # noqa: S314 - our own answer
    assert all(url.startswith(starter_server.address) for url in found)
    paths = [urlsplit(url).path for url in found]
    assert len(paths) == len(set(paths))
    shared = {path for path in paths if path.startswith("/organisaties/")}
    assert len(shared) > 20, "every organisation that shared something"
    assert set(paths) - shared == page_paths() | _COMPUTED


def test_every_public_page_answers(starter_server: StarterSite) -> None:
    assert {path: status for path in page_paths() if (status := starter_server.get(path).status) != 200} == {}


def test_robots(starter_server: StarterSite) -> None:
    reply = starter_server.get("/robots.txt")
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/plain")
    lines = reply.text.splitlines()
    assert f"Sitemap: {starter_server.address}/sitemap.xml" in lines
    assert any(line.startswith("Disallow: /beheer") for line in lines)


@pytest.mark.parametrize("kind", [kind for kind, (_, status) in PAGE_KINDS.items() if status == 200])
def test_canonical_address(starter_server: StarterSite, kind: str) -> None:
    path, _ = PAGE_KINDS[kind]
    [canonical] = document(starter_server.get(path).text).select("link[rel=canonical]")
    expected = path.partition("?")[0] if kind in _FORMS else path.partition("&stapel=")[0]
    assert canonical["href"] == f"{starter_server.address}{expected}"


@pytest.mark.parametrize("kind", ["home", "method", "case"])
def test_structured_data_is_json(starter_server: StarterSite, kind: str) -> None:
    path, _ = PAGE_KINDS[kind]
    blocks = document(starter_server.get(path).text).select("script[type='application/ld+json']")
    types = [json.loads(block.get_text())["@type"] for block in blocks]
    assert {"home": "WebSite", "method": "HowTo", "case": "Article"}[kind] in types


def test_ready_says_no_secret(starter_server: StarterSite) -> None:
    reply = starter_server.get("/readyz")
    found = json.loads(reply.text)
    figures, jobs = found.pop("outbox"), found.pop("jobs")
    assert set(found.pop("kept_pages")) == {"hits", "misses", "answers", "bytes"}
    assert {set(one) == {"job", "last_run", "next_run", "error", "late"} for one in jobs} == {True}
    assert found.pop("worker") is None or found["ready"]  # seconds, once it has worked
    found.pop("warning", None)  # until the worker of this server has begun
    assert found == {"ready": True, "database": "ok", "migrations": "ok", "search": "ok"}
    assert [set(one) for one in figures] == [{"index", "waiting", "oldest_seconds", "failed", "set_aside"}]
    assert figures[0]["index"].startswith("embedded-")
    assert len(figures[0]["index"]) < 20
    assert starter_server.get("/healthz").text == "ok\n"
