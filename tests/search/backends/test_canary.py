"""Hidden content is hidden everywhere: a canary in every text of a page, each way to hide it, each place to look.

The page is asked for by one canary (which a search page repeats) and looked for by the other, which nobody typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site, steps
from tests.factories.vocabulary import OrganisationFactory, ThemeFactory
from tests.search.hiding import HIDDEN, restricted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

ASKED = "zwerfkei"
CANARY = "kanariekwik"
BOTH = f"{ASKED} {CANARY}"
MISSPELT = "?q=zwerfkie"
MENDED = {f"/zoeken/{MISSPELT}", f"/zoeken/suggesties/{MISSPELT}"}


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """One engine will do here: that they hide the same is tested elsewhere."""
    return embedded


def _with_canary(kind: str, parent: Page, companion: Any, **fields: Any) -> Any:
    """A page of this kind that says it in every text, and that the public `companion` is connected with."""
    texts = {"title": f"Titel {BOTH}", "slug": CANARY, "gist": f"Gist {BOTH}.", "seo_title": BOTH, **fields}
    texts["search_description"] = f"Samengevat: {BOTH}"
    if kind == "method":
        written = steps()
        written[0]["value"]["text"] = f"<p>{BOTH}</p>"
        page = make_method(parent, why=f"<p>{BOTH}</p>", steps=written, tags=[BOTH], **texts)
        case = make_case(title="Openbare praktijk", methods=[page])
        return page, case
    result = build_result(as_published=BOTH, counts_for=[companion])
    organisation = OrganisationFactory(label="Openbare organisatie")
    page = make_case(
        parent,
        situation=f"<p>{BOTH}</p>",
        methods=[companion],
        results=[result],
        organisations=[organisation],
        **texts,
    )
    return page, companion


def _addresses(page: Any, companion: Any) -> Iterator[str]:
    """Every place a visitor without a login can look."""
    prefix = "m" if type(page).__name__ == "MethodPage" else "p"
    yield from ("/", "/lijst/", "/sitemap.xml", companion.url, f"/{prefix}/{page.number}", f"/bestaat-niet-{page.pk}/")
    yield from (f"/beheer/pages/{page.pk}/view_draft/", f"/beheer/pages/{page.pk}/edit/preview/")
    for text in ("", f"?q={ASKED}&sorteer=nieuwste", f"?q={ASKED[:6]}", MISSPELT, f"?q=%22{ASKED}%22"):
        yield f"/zoeken/{text}"
    for text in (ASKED, ASKED[:6], f"{ASKED}+tit", prefix + str(page.number)):
        yield f"/zoeken/suggesties/?q={text}"
    yield f"/zoeken/suggesties/{MISSPELT}"


def _read(client: Client, page: Any, companion: Any) -> dict[str, str]:
    """What each place says: body, address and headers (a redirect may tell a name too)."""
    cache.clear()
    found = {}
    for address in _addresses(page, companion):
        response = client.get(address)
        assert response.status_code < 500, address
        found[address] = f"{response.content.decode()} {' '.join(response.headers.values())}"
    out = StringIO()
    call_command("search", ASKED, "--json", stdout=out)
    found["search --json"] = json.dumps(json.loads(out.getvalue()), ensure_ascii=False)
    return found


def _with(word: str, read: dict[str, str]) -> set[str]:
    return {place for place, text in read.items() if word in text.lower()}


def _made(kind: str) -> tuple[Any, Any]:
    parent = make_listing(make_site().home, "Lijst", "lijst")
    return _with_canary(kind, parent, make_method(title="Openbare methode", theme=ThemeFactory()))


@pytest.mark.parametrize("kind", ["method", "case"])
def test_a_public_page_is_in_these_places(kind: str, worker: Worker, client: Client) -> None:
    """Or the test below would see nothing wherever it looked."""
    page, companion = _made(kind)
    worker.step()
    read = _read(client, page, companion)
    suggested = f"/zoeken/suggesties/?q={ASKED[:6]}"
    wanted = {"/zoeken/", f"/zoeken/?q={ASKED[:6]}", suggested, "/sitemap.xml", "search --json", companion.url}
    assert wanted <= _with(CANARY, read)
    for place in MENDED:
        assert place in _with(ASKED, read)  # Bedoelde je zwerfkei?


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
@pytest.mark.parametrize("kind", ["method", "case"])
def test_hidden_content_is_nowhere(kind: str, hide: Callable[[Any], None], worker: Worker, client: Client) -> None:
    page, companion = _made(kind)
    worker.step()
    client.get(f"/zoeken/suggesties/?q={ASKED}")  # titles are kept in memory from the first suggestion on
    hide(page)
    for _ in ("the index still holds it", "the worker has been by"):
        read = _read(client, page, companion)
        assert _with(CANARY, read) == set()
        assert not MENDED & _with(ASKED, read)
        while worker.step():
            pass


@pytest.mark.parametrize("kind", ["method", "case"])
def test_what_an_editor_has_not_published_yet_is_nowhere(kind: str, worker: Worker, client: Client) -> None:
    page, companion = _made(kind)
    for name in ("title", "seo_title", "search_description", "gist"):
        setattr(page, name, "Openbaar")
    page.slug = "openbaar"
    if kind == "method":
        page.why, page.steps = "<p>Openbaar</p>", []
        page.tags.clear()
    else:
        page.situation, page.results = "<p>Openbaar</p>", []
    page.save_revision().publish()
    page.title, page.gist = f"Concept {BOTH}", f"Concept {BOTH}"
    page.save_revision()
    while worker.step():
        pass
    assert _with(CANARY, _read(client, page, companion)) == set()


def test_without_an_index_it_stays_hidden(client: Client) -> None:
    """The plain title query reads the database."""
    page, companion = _made("method")
    restricted(page)
    assert _with(CANARY, _read(client, page, companion)) == set()
