"""Publish, correct, unpublish and restrict a case: all that is said of it follows, and nothing of it remains."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import EvidenceState
from search.backends.registry import get_engine
from search.indexing.worker import Worker
from tests.commits import Commit
from tests.evidence_site.test_corrections import correct
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from tests.home.reading import cards, soup, words

pytestmark = pytest.mark.django_db
CANARY = "Kanariestad"
ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC = (
    *("/resultaten/", "/resultaten/resultaten.csv", "/resultaten/resultaten.json", "/wijzigingen/"),
    *("/wijzigingen/atom.xml", "/correcties/", "/zoeken/", "/zoeken/?q=kanariestad", "/sitemap.xml"),
)


@pytest.fixture
def method(commit: Commit) -> Any:
    make_site()
    with commit():
        return make_method(
            title="Herinneren", number=31, indicators=[IndicatorFactory(slug="digitaal", label="digitaal")]
        )


def publish(method: Any, commit: Commit) -> Any:
    indicator = method.main_indicators.get().indicator
    with commit():
        return make_case(
            title=f"Zo deed {CANARY} het",
            organisations=[OrganisationFactory(label=CANARY)],
            methods=[method],
            results=[
                build_result(counts_for=[method], indicator=indicator, as_published=f"{CANARY}: van 10% naar 20%.")
            ],
        )


def fill() -> None:
    worker = Worker(engine=get_engine())
    while worker.step():
        pass


def feed(client: Client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/wijzigingen/atom.xml").content)  # noqa: S314 - our own answer
    return [str(node.text) for node in tree.iter(f"{ATOM}summary")]


def found(client: Client, query: str) -> list[int]:
    return cards(soup(client, f"/zoeken/?soort=methode&{query}"), "method")


def test_all_follows_within_a_second(client: Client, method: Any, commit: Commit) -> None:
    fill()
    assert found(client, "bewijs=0") == [31]
    started = time.process_time()
    case = publish(method, commit)
    fill()
    assert found(client, "bewijs=1&richting=beter") == [31]
    assert found(client, "bewijs=0") == []
    assert time.process_time() - started < 5  # far below a second on an idle machine
    assert feed(client)[0] == (
        "Van nog geen bewijs, 0 van 5 (nog geen resultaat) naar eerste signaal, 1 van 5 (beter). "
        "Reden: nieuw resultaat."
    )
    assert CANARY in words(soup(client, "/resultaten/").main)
    correct(case, commit, second=5, as_published=f"{CANARY}: van 10% naar 5%.")
    fill()
    assert found(client, "bewijs=1&richting=slechter") == [31]
    assert feed(client)[0] == (
        "Van eerste signaal, 1 van 5 (beter) naar eerste signaal, 1 van 5 (slechter). Reden: correctie."
    )
    assert "Eerst stond er 10% → 20%" in words(soup(client, "/correcties/").main)
    assert "Herinneren" in words(soup(client, "/wijzigingen/").main)


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete"])
def test_nothing_of_a_withdrawn_case_remains(client: Client, method: Any, commit: Commit, how: str) -> None:
    case = publish(method, commit)
    correct(case, commit, second=5)
    fill()
    paths = [*PUBLIC, method.get_url(), *(f"/wijzigingen/{state.public_id}/" for state in EvidenceState.objects.all())]
    report = f"/resultaten/{case.results.get().uuid}/klopt-niet/"
    assert any(CANARY in body(client, path) for path in paths)
    with commit():
        if how == "unpublish":
            case.unpublish()
        elif how == "restrict":
            PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.LOGIN)
        else:
            case.delete()
    # Before the worker has looked, too: nothing public is read from what it keeps.
    for moment in (lambda: None, fill):
        moment()
        for path in paths:
            assert CANARY not in body(client, path), path
        assert client.get(report).status_code == 404
    assert feed(client)[0].endswith("Reden: resultaat ingetrokken.")
    assert found(client, "bewijs=0&richting=nog-niet-te-zeggen") == [31]


def body(client: Client, path: str) -> str:
    response = client.get(path)
    content = response.getvalue() if response.streaming else response.content
    text: str = content.decode()
    # A question is repeated on its own page.
    return (
        text
        if "q=kanariestad" not in path
        else words(soup(client, path).select_one(".od-results") or soup(client, "/x/", 404))
    )


def test_a_state_can_be_cited_and_says_what_was_said(client: Client, method: Any, commit: Commit) -> None:
    publish(method, commit)
    state = EvidenceState.objects.filter(scope="method").first()
    assert state is not None
    page = soup(client, f"/wijzigingen/{state.public_id}/")
    text = words(page.main)
    assert "Dit is wat we nu zeggen." in text
    assert "Eerste signaal, 1 van 5" in text
    assert "Rekenregel 2" in text
    assert "Organisaties 1, waarvan 0 met een vergelijking" in text
    assert CANARY not in text
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"/wijzigingen/{state.public_id}/")
    first = EvidenceState.objects.filter(scope="method").last()
    assert first is not None
    assert "Dit is een oude stand." in words(soup(client, f"/wijzigingen/{first.public_id}/").main)
    assert client.get(f"/wijzigingen/{uuid4()}/").status_code == 404
    with commit():
        method.unpublish()
    assert client.get(f"/wijzigingen/{state.public_id}/").status_code == 404
    assert feed(client) == []


def test_the_feed_is_atom(client: Client, method: Any, commit: Commit) -> None:
    publish(method, commit)
    response = client.get("/wijzigingen/atom.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    ids = [str(node.text) for node in tree.iter(f"{ATOM}id")]
    assert ids[0] == "https://www.example.nl/wijzigingen/"
    assert len(set(ids)) == len(ids) > 1
    links = [node.get("href", "") for entry in tree.iter(f"{ATOM}entry") for node in entry.iter(f"{ATOM}link")]
    for link in links:
        assert client.get(link.removeprefix("https://www.example.nl")).status_code == 200
    assert soup(client, "/wijzigingen/").select_one("link[rel=alternate]")["href"] == "/wijzigingen/atom.xml"


def test_nothing_changed_yet(client: Client) -> None:
    make_site()
    assert "Nog niets veranderd" in words(soup(client, "/wijzigingen/").main)
    assert feed(client) == []


def test_strongest_evidence_is_a_sort_and_never_the_usual_one(client: Client, method: Any, commit: Commit) -> None:
    with commit():
        make_method(title="Eerder genummerd", number=3)
    publish(method, commit)
    fill()
    assert found(client, "") == [3, 31]
    assert found(client, "sorteer=sterkste") == [31, 3]
    labels = [words(label) for label in soup(client, "/zoeken/").select("[data-facet=bewijs] ~ label, label")]
    assert any("Nog geen bewijs, 0 van 5" in label for label in labels)
