"""A feed stands beside every list: the same pages, newest first, and nothing that a reader may not see."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from search.analytics.buffer import BUFFER
from search.backends.registry import get_engine
from search.indexing.worker import Worker
from tests.commits import Commit, committed
from tests.evidence_site.test_corrections import correct
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import ChannelFactory, OrganisationFactory
from tests.home.reading import soup
from tests.module_rows import copy_of_index, index_of_now

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://www.example.nl"


def read(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["X-Robots-Tag"] == "noindex"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def titles(client: Client, path: str) -> list[str]:
    return [str(node.findtext(f"{ATOM}title")) for node in read(client, path).iter(f"{ATOM}entry")]


def links(client: Client, path: str) -> list[str]:
    return [
        str(node.get("href")) for entry in read(client, path).iter(f"{ATOM}entry") for node in entry.iter(f"{ATOM}link")
    ]


def fill() -> None:
    worker = Worker(engine=get_engine())
    while worker.step():
        pass


@pytest.fixture(scope="module")
def made_once(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """The pages of `lists`, and their index."""
    return make_lists(), index_of_now(tmp_path_factory)


@pytest.fixture
def lists(made_once: tuple[dict[str, Any], Path], settings: Any, tmp_path: Path, db: None) -> dict[str, Any]:
    """Three methods and a case, all about letters; the oldest has the highest number."""
    made, index = made_once
    settings.SEARCH_INDEX_DIR = copy_of_index(index, tmp_path)
    return deepcopy(made)


def make_lists() -> dict[str, Any]:
    home = make_site().home
    post = ChannelFactory(slug="post", label="Post")
    with committed():
        made = {
            "old": make_method(title="Brief & <korter>", number=31, channels=[post]),
            "new": make_method(title="Brief met QR", number=7, channels=[post]),
            "other": make_method(title="Bellen", number=8),
            "case": make_case(
                title="Een brief in Kanariestad",
                number=3,
                organisations=[OrganisationFactory(label="Kanariestad")],
                results=[build_result(as_published="Van 10% naar 20%.")],
            ),
        }
        for day, page in enumerate((made["old"], made["case"], made["other"], made["new"]), start=1):
            published = datetime(2026, 6, day, tzinfo=UTC)
            Page.objects.filter(pk=page.pk).update(first_published_at=published, last_published_at=published)
    with committed():
        made["methods"] = make_listing(home, "Alle methoden", "alle-methoden", kind="methode")
        made["channel"] = make_listing(home, "Per post", "per-post", channels=[post])
        for page in (made["old"], made["new"], made["other"], made["case"]):
            page.refresh_from_db()
            page.save()
    return made


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/alle-methoden/atom.xml", ["Methode 7: Brief met QR", "Methode 8: Bellen", "Methode 31: Brief & <korter>"]),
        ("/per-post/atom.xml", ["Methode 7: Brief met QR", "Methode 31: Brief & <korter>"]),
        ("/per-post/atom.xml?pagina=9&x=1", ["Methode 7: Brief met QR", "Methode 31: Brief & <korter>"]),
        ("/zoeken/atom.xml?kanaal=post", ["Methode 7: Brief met QR", "Methode 31: Brief & <korter>"]),
        ("/zoeken/atom.xml?q=brief&sorteer=nummer&soort=methode&pagina=2", ["Methode 7: Brief met QR"]),
        ("/resultaten/atom.xml", None),
        ("/resultaten/atom.xml?richting=onzin", None),
        ("/correcties/atom.xml", []),
    ],
)
def test_a_list_as_a_feed(client: Client, lists: dict[str, Any], path: str, expected: list[str] | None) -> None:
    found = titles(client, path)
    if expected is None:
        assert len(found) == 1 and found[0].startswith("Kanariestad: ")
    else:
        assert found[: len(expected)] == expected
    for link in links(client, path):
        assert client.get(link.removeprefix(SITE)).status_code == 200


def test_identities_stay_and_are_each_their_own(client: Client, lists: dict[str, Any]) -> None:
    def identities() -> list[str]:
        return [str(entry.findtext(f"{ATOM}id")) for entry in read(client, "/zoeken/atom.xml").iter(f"{ATOM}entry")]

    before = identities()
    assert len(set(before)) == len(before) == 4
    lists["old"].slug = "anders"
    lists["old"].save()
    assert identities() == before


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/alle-methoden/", "/alle-methoden/atom.xml"),
        ("/zoeken/?kanaal=post&sorteer=nummer&pagina=1", "/zoeken/atom.xml?kanaal=post"),
        ("/resultaten/?richting=beter", "/resultaten/atom.xml?richting=beter"),
        ("/correcties/", "/correcties/atom.xml"),
    ],
)
def test_a_list_says_where_its_feed_is(client: Client, lists: dict[str, Any], page: str, feed: str) -> None:
    [link] = soup(client, page).select("link[rel=alternate]")
    assert (link["type"], link["href"]) == ("application/atom+xml", feed)
    root = read(client, feed)
    own = {node.get("rel"): node.get("href") for node in root.findall(f"{ATOM}link")}
    assert own["self"] == f"{SITE}{feed}"
    assert root.findtext(f"{ATOM}id") == own["alternate"]


def test_following_is_not_searching(client: Client, lists: dict[str, Any], settings: Any) -> None:
    settings.SEARCH_LOG = True
    BUFFER.take()
    client.get("/zoeken/atom.xml?q=brief", headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    assert not any(BUFFER.take())


@pytest.mark.parametrize(
    "path", ["/alle-methoden/", "/zoeken/?q=brief", "/resultaten/", "/correcties/", "/wijzigingen/"]
)
@pytest.mark.usefixtures("kept_pages")
def test_a_feed_is_kept_and_not_sent_twice(client: Client, lists: dict[str, Any], path: str) -> None:
    address, _, query = path.partition("?")
    feed = f"{address}atom.xml?{query}".rstrip("?")
    answers = [client.get(feed) for _ in range(3)]
    assert [answer["X-Page-Cache"] for answer in answers][-1] == "hit"
    assert len({answer["ETag"] for answer in answers}) == 1
    for headers in ({"If-None-Match": answers[0]["ETag"]}, {"If-Modified-Since": answers[0]["Last-Modified"]}):
        again = client.get(feed, headers=headers)
        assert (again.status_code, again.content) == (304, b"")


def test_a_corrected_result_and_a_withdrawn_one(client: Client, lists: dict[str, Any], commit: Commit) -> None:
    correct(lists["case"], commit, second=5, as_published="Van 10% naar 5%.")
    assert "Van 10% naar 5%." in client.get("/correcties/atom.xml").content.decode()
    [title] = titles(client, "/correcties/atom.xml")
    assert title.startswith("Kanariestad: ")
    with commit():
        PageViewRestriction.objects.create(page=lists["case"], restriction_type=PageViewRestriction.LOGIN)
    for path in ("/correcties/atom.xml", "/resultaten/atom.xml", "/zoeken/atom.xml"):
        assert "Kanariestad" not in client.get(path).content.decode()
    assert titles(client, "/correcties/atom.xml") == ["Ingetrokken resultaat"]


@pytest.mark.parametrize("path", ["/onzin/atom.xml", "/atom.xml", "/methoden/onzin/atom.xml", "/verborgen/atom.xml"])
def test_what_is_no_list_has_no_feed(client: Client, lists: dict[str, Any], path: str) -> None:
    hidden = make_listing(make_site().home, "Verborgen", "verborgen")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(path).status_code == 404


def test_a_fixed_number_of_queries(client: Client, lists: dict[str, Any], commit: Commit) -> None:
    paths = ("/methoden/atom.xml", "/zoeken/atom.xml?q=brief", "/resultaten/atom.xml")

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    few = [queries(path) for path in paths]
    with commit():
        for number in range(5):
            make_method(title=f"Brief {number}")
            make_case(title=f"Brief {number}", results=[build_result()])
    fill()
    assert [queries(path) for path in paths] == few
    assert max(few) <= 25
