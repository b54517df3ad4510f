"""Results are never old: not changed says 304, and whatever changes on the page is there at once."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from methods.models import MethodPage
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, EngineError
from search.curation.synonyms import SynonymGroup
from search.indexing.worker import Worker
from search.service import answers
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import ChannelFactory
from tests.module_rows import copy_of_index, index_of_now
from tests.search.hiding import expired, restricted, unpublished
from vocabulary.models import Channel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
ADDRESS = "/zoeken/?q=brief"


@pytest.fixture(scope="module")
def made_once(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[MethodPage, Path]:
    """A page among others, and the directory of their index."""
    page: MethodPage = make_method(title="Stuur een brief", channels=[ChannelFactory(slug="post", label="Post")])
    make_method(title="Nog een brief")
    make_listing(make_site().home, "Lijst", "lijst", show_in_menus=True)
    return page, index_of_now(tmp_path_factory)


@pytest.fixture
def engine(made_once: tuple[MethodPage, Path], tmp_path: Path) -> Engine:
    return EmbeddedEngine(copy_of_index(made_once[1], tmp_path))


@pytest.fixture
def method(made_once: tuple[MethodPage, Path], worker: Worker) -> MethodPage:
    """What the changes below are made to."""
    return deepcopy(made_once[0])


def drain(worker: Worker) -> None:
    while worker.step():
        pass


def again(client: Client, response: HttpResponse, address: str = ADDRESS) -> HttpResponse:
    """The same visitor asks once more, with what the browser kept."""
    return client.get(address, headers={"If-None-Match": response.headers["ETag"]})


def test_not_changed(method: MethodPage, client: Client) -> None:
    first = client.get(ADDRESS)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"
    second = again(client, first)
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in second.headers
    assert again(client, first, "/zoeken/?q=brief&kanaal=post").status_code == 200


def test_a_packed_page_too(method: MethodPage, client: Client) -> None:
    """Packed on the way, its validator is a weak one: the words are the same, the bytes are not."""
    packed = {"Accept-Encoding": "gzip"}
    first = client.get(ADDRESS, headers=packed)
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["ETag"].startswith('W/"')
    second = client.get(ADDRESS, headers={**packed, "If-None-Match": first.headers["ETag"]})
    assert second.status_code == 304


def published(page: MethodPage) -> None:
    make_method(title="Een brief erbij")


def another_gist(page: MethodPage) -> None:
    page.gist = "Een andere kern."
    page.save_revision().publish()


def first_result(page: MethodPage) -> None:
    make_case(title="Praktijk", methods=[page], results=[build_result(counts_for=[page])])


def another_word(page: MethodPage) -> None:
    word = Channel.objects.get(slug="post")
    word.label = "Papieren post"
    word.save()


def another_synonym(page: MethodPage) -> None:
    make_method(title="Schrijf een epistel")
    SynonymGroup.objects.create(line="brief = epistel")


def another_menu(page: MethodPage) -> None:
    listing = Page.objects.get(slug="lijst").specific
    listing.title = "Overzicht"
    listing.save_revision().publish()


def another_order(page: MethodPage) -> None:
    """No page is saved for that."""
    second = make_listing(make_site().home, "Tweede", "tweede", show_in_menus=True)
    Page.objects.get(pk=second.pk).move(Page.objects.get(slug="lijst"), "left")


CHANGES = [
    *(published, unpublished, restricted, expired, another_gist, first_result),
    *(another_word, another_synonym, another_menu, another_order),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_shows_at_once(
    method: MethodPage, worker: Worker, client: Client, change: Callable[[MethodPage], None]
) -> None:
    first = client.get(ADDRESS)
    change(method)
    drain(worker)
    second = again(client, first)
    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]
    assert again(client, second).status_code == 304


@pytest.mark.parametrize("change", [unpublished, restricted, expired], ids=lambda change: change.__name__)
def test_what_is_hidden_is_gone_before_the_worker_has_been_by(
    method: MethodPage, client: Client, change: Callable[[MethodPage], None]
) -> None:
    first = client.get(ADDRESS)
    change(method)
    second = again(client, first)
    assert second.status_code == 200
    assert "Stuur een" not in second.content.decode()


def test_an_operator_may_share_it_for_some_seconds(method: MethodPage, client: Client, settings: Any) -> None:
    settings.SEARCH_SHARED_CACHE_SECONDS = 5
    first = client.get(ADDRESS)
    assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert "Cookie" not in first.headers.get("Vary", "")
    assert again(client, first).status_code == 304


def test_what_is_only_for_now_is_shared_with_nobody(
    method: MethodPage, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_SHARED_CACHE_SECONDS = 5
    past_end = client.get(f"{ADDRESS}&pagina=9")
    assert (past_end.status_code, past_end.headers["Cache-Control"]) == (404, "no-cache")
    healthy = client.get(ADDRESS)

    def fail() -> None:
        raise EngineError("the engine is gone")

    monkeypatch.setattr(answers, "get_engine", fail)
    without_engine = again(client, healthy)
    assert (without_engine.status_code, without_engine.headers["Cache-Control"]) == (200, "no-cache")
