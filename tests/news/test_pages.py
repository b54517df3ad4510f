"""Pages of the room: what they show, where they are found, and what never leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.published import kind_of
from news.models import MeetingPage, NewsItem, ProgrammePage, Publication
from search.backends import registry
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question
from search.indexing.worker import Worker
from search.service import answer
from tests.calendars import judged
from tests.elasticsearch.fixtures import elasticsearch_address, make_elastic
from tests.factories.pages import make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, ThemeFactory
from tests.news.factories import make_meeting, make_news, make_programme, make_publication

__all__ = ["elasticsearch_address", "make_elastic"]
pytestmark = pytest.mark.django_db
MAKE = {"nieuws": make_news, "publicatie": make_publication, "bijeenkomst": make_meeting, "programma": make_programme}


@pytest.mark.parametrize(
    ("model", "slug", "rank"),
    [
        (NewsItem, "nieuws", 23),
        (Publication, "publicatie", 24),
        (MeetingPage, "bijeenkomst", 25),
        (ProgrammePage, "programma", 26),
    ],
)
def test_each_is_a_kind_below_a_list(model: Any, slug: str, rank: int) -> None:
    kind = kind_of(model)
    assert kind is not None
    assert (kind.slug, kind.rank, kind.in_results) == (slug, rank, False)
    assert model.allowed_parent_page_models() == [kind_of_list()]


def kind_of_list() -> Any:
    return type(make_site().methods)


@pytest.mark.parametrize("slug", MAKE)
def test_each_renders_is_edited_and_previewed(slug: str, client: Client, publisher: Client) -> None:
    page = MAKE[slug]()
    content = client.get(page.url).content.decode()
    assert page.gist in content
    assert page.canonical_url in content
    assert publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert type(page).objects.get(pk=page.pk).make_preview_request().status_code == 200


@pytest.fixture(params=["embedded", "elasticsearch"])
def worker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Worker:
    """The worker of a site on each engine in turn."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    engine: Engine = (
        request.getfixturevalue("make_elastic")()
        if request.param == "elasticsearch"
        else EmbeddedEngine(tmp_path / "index")
    )
    monkeypatch.setattr(registry, "make_engine", lambda url, directory: engine)
    made = Worker(engine=engine)
    made.step()
    return made


def test_each_is_found_with_its_facets(worker: Worker) -> None:
    family, theme = FamilyFactory(slug="waterschap"), ThemeFactory(slug="inclusie")
    pages = {
        "nieuws": make_news(families=[family], themes=[theme]),
        "publicatie": make_publication(families=[family], themes=[theme]),
        "bijeenkomst": make_meeting(families=[family], themes=[theme], join_url="https://zaal.example/zwaluw"),
        "programma": make_programme("Kanarieprogramma"),
    }
    while worker.step():
        pass
    for slug, page in pages.items():
        found = answer(Question("", {Facet.KIND: (slug,)}))
        assert [hit.page_id for hit in found.hits] == [page.pk], slug
        if slug != "programma":
            chosen = {Facet.KIND: (slug,), Facet.FAMILY: ("waterschap",), Facet.THEME: ("inclusie",)}
            assert [hit.page_id for hit in answer(Question("kanarie", chosen)).hits] == [page.pk], slug
    everywhere = {Facet.KIND: tuple(pages)}
    assert answer(Question("zwaluw", everywhere)).hits == (), "the address to join is for who has a place"
    assert answer(Question("kanarie")).hits == (), "not among methods and cases"


def test_publications_and_meetings_stand_on_what_they_bear_on(client: Client) -> None:
    method, other = make_method(), make_method()
    family, theme = FamilyFactory(), ThemeFactory()
    of_family = make_listing(make_site().home, "Familie", "familie")
    of_family.families.add(family)
    of_family.save_revision().publish()
    of_theme = make_listing(make_site().home, "Thema", "thema")
    of_theme.themes.add(theme)
    of_theme.save_revision().publish()
    publication = make_publication(methods=[method], families=[family], themes=[theme])
    meeting = make_meeting(methods=[method], families=[family], themes=[theme])
    for page in (method, of_family, of_theme):
        content = client.get(page.url).content.decode()
        assert publication.url in content
        assert meeting.url in content
    for page in (other, make_site().methods):
        assert publication.url not in client.get(page.url).content.decode()
    publication.unpublish()
    assert publication.url not in client.get(method.url).content.decode()


def test_what_is_told_of_a_publication(client: Client) -> None:
    method = make_method(title="Bel terug")
    page = make_publication(organisation="", year=None, methods=[method], certainty_note="Alleen het begin gelezen.")
    content = client.get(page.url).content.decode()
    assert content.count("niet vermeld") == 3
    assert "Alleen het begin gelezen." in content
    assert "https://bron.example/rapport" in content
    assert method.url in content
    method.unpublish()
    assert method.url not in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "Gepland"),
        ({"state": "gewijzigd"}, "Gewijzigd"),
        ({"state": "afgelast"}, "Afgelast"),
        ({"state": "vol"}, "Vol"),
        ({"begin": datetime(2020, 1, 1, tzinfo=UTC), "state": "gewijzigd"}, "Geweest"),
        ({"begin": datetime(2020, 1, 1, tzinfo=UTC), "state": "afgelast"}, "Afgelast"),
    ],
)
def test_the_state_of_a_meeting(fields: dict[str, Any], label: str) -> None:
    assert make_meeting(**fields).state_label == label


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2031, 1, 6, 8, 30, tzinfo=UTC), "09.30</time> tot <time|wintertijd, UTC+1"),
        (datetime(2031, 7, 7, 8, 30, tzinfo=UTC), "10.30</time> tot <time|zomertijd, UTC+2"),
    ],
)
def test_summer_and_winter_time(moment: datetime, said: str, client: Client) -> None:
    meeting = make_meeting(begin=moment)
    content = client.get(meeting.url).content.decode()
    assert all(part in content for part in said.split("|"))
    [event] = judged(client.get(f"/bijeenkomsten/{meeting.slug}/kalender.ics").content)
    assert event.start == moment


def test_a_meeting_that_makes_no_sense_is_refused() -> None:
    meeting = make_meeting()
    meeting.end, meeting.places = meeting.begin.replace(year=2020), None
    with pytest.raises(Exception, match="einde ligt voor het begin"):
        meeting.full_clean()
    meeting.end = meeting.begin
    with pytest.raises(Exception, match="Hoeveel plaatsen"):
        meeting.full_clean()


def test_a_page_costs_the_same_whatever_it_lists(client: Client) -> None:
    few = make_publication(methods=[make_method()])
    many = make_publication("Veel", methods=[make_method() for _ in range(4)])

    def cost(page: Any) -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    assert cost(few) == cost(many)
