"""What a third kind gets for one model, one template and one registration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.published import kinds
from editorial.content_files.file_writer import export_content
from editorial.content_files.loader import load_content
from home.models import ListingPage
from search.backends import registry
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question, Sort
from search.indexing.worker import Worker
from search.service import answer
from search.suggest.service import suggest
from tests.elasticsearch.fixtures import elasticsearch_address, make_elastic
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import ThemeFactory
from tests.search.memory_engine import MemoryEngine
from tests.third_kind.models import ThirdKindPage

__all__ = ["elasticsearch_address", "make_elastic"]

pytestmark = pytest.mark.django_db


def make_publication(**fields: Any) -> ThirdKindPage:
    """A published one, below the list of all of them."""
    parent = make_listing(make_site().home, "Rapportages", "rapportages", kind="rapportage")
    page: ThirdKindPage = parent.add_child(
        instance=ThirdKindPage(**{"title": "Kanarierapport", "gist": "Over de kanarie.", **fields})
    )
    page.save_revision().publish()
    return ThirdKindPage.objects.get(pk=page.pk)


@pytest.fixture(params=["embedded", "memory", "elasticsearch"])
def worker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Worker:
    """The worker of a site on each engine in turn, with its index made."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    if request.param == "elasticsearch":
        engine: Engine = request.getfixturevalue("make_elastic")()
    else:
        engine = EmbeddedEngine(tmp_path / "index") if request.param == "embedded" else MemoryEngine()
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    worker = Worker(engine=engine)
    worker.step()
    return worker


def step(worker: Worker) -> None:
    while worker.step():
        pass


def ids(question: Question) -> list[int]:
    found = answer(question)
    assert not found.degraded
    return [hit.page_id for hit in found.hits]


OF_PUBLICATIONS = {Facet.KIND: ("rapportage",)}


def test_it_is_a_kind_after_the_others() -> None:
    slugs = [kind.slug for kind in kinds()]
    assert slugs[:2] == ["methode", "praktijkvoorbeeld"]
    assert slugs[-1] == "rapportage"
    call_command("check")


def test_it_is_found_with_a_slug_of_its_own(worker: Worker) -> None:
    method, publication = make_method(title="Kanarie"), make_publication(text="<p>Ook over de zwaluw.</p>")
    step(worker)
    assert ids(Question("kanarie")) == [method.pk]
    assert ids(Question("kanarie", OF_PUBLICATIONS)) == [publication.pk]
    assert ids(Question("zwaluw", OF_PUBLICATIONS)) == [publication.pk]
    both = Question("kanarie", {Facet.KIND: ("methode", "rapportage")}, Sort.NUMBER)
    assert ids(both) == [method.pk, publication.pk]
    beside = answer(Question("zwaluw")).beside
    assert [(value.value, value.label, value.count) for value in beside] == [("rapportage", "Rapportages", 1)]
    publication.unpublish()
    step(worker)
    assert ids(Question("kanarie", OF_PUBLICATIONS)) == []


def test_every_order_has_a_place_for_it(worker: Worker) -> None:
    case = make_case(title="Kanarie")
    publication = make_publication(first_published_at=datetime(2031, 1, 1, tzinfo=UTC))
    step(worker)
    asked = {Facet.KIND: ("praktijkvoorbeeld", "rapportage")}
    assert ids(Question("", asked, Sort.NEWEST)) == [publication.pk, case.pk]
    assert ids(Question("", asked, Sort.STRONGEST)) == [case.pk, publication.pk]
    others = [make_publication(title=title, slug=title.lower()).pk for title in ("Zwaluw", "Aalscholver")]
    step(worker)
    assert ids(Question("", OF_PUBLICATIONS, Sort.NUMBER)) == [publication.pk, *others]


@pytest.mark.parametrize("worker", ["embedded"], indirect=True)
def test_the_search_page(worker: Worker, client: Client) -> None:
    make_method(title="Kanarie")
    publication = make_publication()
    step(worker)
    content = client.get("/zoeken/", {"q": "kanarie"}).content.decode()
    assert "Ook gevonden" in content
    assert 'data-value="rapportage" data-count="1"' in content
    assert publication.url not in content
    content = client.get("/zoeken/", {"q": "kanarie", "soort": "rapportage"}).content.decode()
    assert publication.url in content
    assert 'data-kind="rapportage"' in content
    assert "Ook gevonden" not in content
    assert [one.detail for one in suggest("kanarierapport")] == ["Rapportage"]


@pytest.mark.parametrize("worker", ["embedded"], indirect=True)
def test_it_is_listed_and_in_sitemap_and_feeds(worker: Worker, client: Client) -> None:
    publication = make_publication()
    step(worker)
    content = client.get("/rapportages/").content.decode()
    assert "1 rapportage<" in content
    assert publication.url in content
    assert f"https://www.example.nl{publication.url}" in client.get("/sitemap.xml").content.decode()
    for feed in ("/rapportages/atom.xml", "/zoeken/atom.xml?soort=rapportage"):
        assert f"https://www.example.nl{publication.url}" in client.get(feed).content.decode()
    page = client.get(publication.url).content.decode()
    assert '"@type": "Article"' in page or '"@type":"Article"' in page


def test_a_failing_engine_leaves_its_title(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_URL, settings.SEARCH_INDEX_DIR = "elasticsearch://127.0.0.1:1/none", tmp_path / "index"
    publication = make_publication()
    found = answer(Question("kanarierapport", OF_PUBLICATIONS))
    assert [hit.page_id for hit in found.hits] == [publication.pk]
    assert answer(Question("kanarierapport")).hits == ()


def test_it_stands_on_a_method(client: Client) -> None:
    method, other = make_method(), make_method()
    publication = make_publication(method=method)
    content = client.get(method.url).content.decode()
    assert "Lees verder" in content
    assert publication.url in content
    assert "Schrijf er zelf over" in content
    assert publication.url not in client.get(other.url).content.decode()
    publication.unpublish()
    assert "Lees verder" not in client.get(method.url).content.decode()


def test_it_is_exported_and_imported(tmp_path: Path) -> None:
    method, theme = make_method(), ThemeFactory(slug="inclusie", label="Inclusie")
    page = make_publication(method=method, pages=12, text="<p>Een <b>vet</b> woord.</p>")
    page.themes = [theme]
    page.save_revision().publish()
    export_content(tmp_path)
    file = tmp_path / "pages" / "rapportages-kanarierapport.yaml"
    written = file.read_text()
    assert "type: rapportage" in written
    assert f"method: {method.number}" in written
    file.write_text(written.replace("Over de kanarie.", "Over de zwaluw."))
    load_content(tmp_path, overwrite=True)
    page = ThirdKindPage.objects.get(pk=page.pk)
    assert (page.gist, page.method, page.pages, list(page.themes.all())) == ("Over de zwaluw.", method, 12, [theme])
    page.delete()
    load_content(tmp_path, overwrite=True)
    export_content(tmp_path)
    assert file.read_text() == written.replace("Over de kanarie.", "Over de zwaluw.")


def test_it_is_in_the_api(client: Client) -> None:
    publication = make_publication(text="<p>Ook over de <b>zwaluw</b>.</p>", pages=12, method=make_method())
    found = client.get("/api/v1/rapportages").json()
    [row] = found["items"]
    assert (row["titel"], row["kern"], row["tekst"]) == ("Kanarierapport", "Over de kanarie.", "Ook over de zwaluw.")
    assert "bladzijden" not in row  # nobody opened it
    assert client.get(f"/api/v1/rapportages/{publication.slug}").json() == row
    assert "/rapportages/{aanduiding}" in client.get("/api/v1/openapi.json").json()["paths"]
    assert "/open-data/rapportages.csv" in client.get("/open-data/").content.decode()
    publication.unpublish()
    assert client.get(f"/api/v1/rapportages/{publication.slug}").status_code == 404


def test_a_wrong_file_is_refused(tmp_path: Path) -> None:
    make_publication()
    export_content(tmp_path)
    file = tmp_path / "pages" / "rapportages-kanarierapport.yaml"
    file.write_text(f"{file.read_text()}pages: veel\n")
    with pytest.raises(Exception, match="geheel getal"):
        load_content(tmp_path)


def test_its_changes() -> None:
    publication, before = make_publication(), timezone.now() - timedelta(days=1)
    [change] = kinds()[-1].changes(before)
    assert (change.page_id, change.title, change.url) == (publication.pk, publication.title, publication.url)
    assert list(kinds()[-1].changes(timezone.now() + timedelta(days=1))) == []


@pytest.mark.parametrize(("role", "publishes"), [("writer", False), ("publisher", True)])
def test_the_right_roles_edit_it(request: pytest.FixtureRequest, role: str, publishes: bool) -> None:
    client: Client = request.getfixturevalue(role)
    publication = make_publication()
    parent = ListingPage.objects.get(slug="rapportages")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[publication.pk])).status_code == 200
    assert (
        client.get(reverse("wagtailadmin_pages:add", args=["third_kind", "thirdkindpage", parent.pk])).status_code
        == 200
    )
    assert "Kanarierapport" in client.get(reverse("rapportages:index")).content.decode()
    answer = client.get(reverse("wagtailadmin_pages:unpublish", args=[publication.pk]))
    assert (answer.status_code == 200) is publishes


def test_it_stands_under_a_list_only() -> None:
    page = make_publication()
    assert ThirdKindPage.can_create_at(page.get_parent().specific)
    assert not ThirdKindPage.can_create_at(make_site().home)
    assert not ThirdKindPage.can_create_at(page)
