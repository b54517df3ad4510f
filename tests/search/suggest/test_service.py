"""Suggestions while typing: what is offered, what never is, and that nothing makes them fail."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, EngineError, Question
from search.curation.synonyms import SynonymGroup
from search.documents.eligibility import searchable_pages
from search.index.refreshed import Refreshed
from search.indexing.worker import Worker
from search.service import answer
from search.suggest import service, source
from search.suggest.service import Suggestion, suggest
from search.suggest.source import catalogue_of
from tests.factories.pages import make_case, make_method
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory, ThemeFactory
from tests.module_rows import copy_of_index, index_of_now
from tests.search.hiding import HIDDEN
from tests.search.memory_engine import MemoryEngine

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def index(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make_pages()
    return index_of_now(tmp_path_factory)


@pytest.fixture
def engine(index: Path, tmp_path: Path) -> Engine:
    """One engine will do here: that they offer the same is tested with the contract."""
    return EmbeddedEngine(copy_of_index(index, tmp_path))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is looked at with the next suggestion."""
    monkeypatch.setattr(source, "REFRESH_AFTER", 0.0)
    monkeypatch.setattr(source, "SHARE_OF_TIME", float("inf"))
    monkeypatch.setattr("search.index.term_dictionary.REFRESH_AFTER", 0.0)


@pytest.fixture
def site(worker: Worker) -> Worker:
    return worker


def make_pages() -> None:
    words: dict[str, Any] = {
        "families": [FamilyFactory(slug="gemeente", label="Gemeente", plural="Gemeenten")],
        "channels": [ChannelFactory(slug="balie", label="Balie", spoken="loket, langskomen")],
        "theme": ThemeFactory(slug="inclusie", label="Inclusie"),
        "barriers": [BarrierFactory(slug="vergeten", label="Vergeten", sentence="Mensen stellen het uit")],
    }
    ChannelFactory(slug="fax", label="Fax")
    method = make_method(title="Stuur een herinnering", tags=["uitstelgedrag"], **words)
    make_method(title="Schrijf een duidelijke briefherinnering", **words)
    make_method(title="Bied financiële hulp aan de balie", **words)
    make_case(title="Minder afspraken gemist na een herinnering", methods=[method])


KINDS = ["question", "method", "case", "filter"]


def labels(text: str, *kinds: str) -> list[str]:
    return [one.label for one in suggest(text) if not kinds or one.kind in kinds]


def pages(text: str) -> list[str]:
    return labels(text, "method", "case")


def filters(text: str) -> list[str]:
    return [one.url for one in suggest(text) if one.kind == "filter"]


HERINNERING = "Stuur een herinnering"
BRIEF = "Schrijf een duidelijke briefherinnering"
HULP = "Bied financiële hulp aan de balie"
GEMIST = "Minder afspraken gemist na een herinnering"


def test_pages(site: Worker) -> None:
    expected = {
        "herinneringen": [HERINNERING, BRIEF, GEMIST],  # forms, and the part of a compound after the whole word
        "herinn": [HERINNERING, BRIEF, GEMIST],  # still being typed
        "brieven": [BRIEF],
        "een herin": [HERINNERING, BRIEF, GEMIST],
        "FINANCIELE": [HULP],
        "gemiste afspr": [GEMIST, HERINNERING],  # the method tells of its case
        "uitstel": [HERINNERING, GEMIST],  # what editors expect people to type
        "herinnering -afspraken": [BRIEF],
        '"duidelijke briefherinnering"': [BRIEF],
        "kleurpotlood": [],
        "een": [],
        "h": [],
        "": [],
    }
    assert {typed: pages(typed) for typed in expected} == expected


@pytest.mark.parametrize("text", ["herinnering", "afspraken gemist", "brief", "mensen stellen het uit", "gemist herin"])
def test_the_first_suggestions_are_the_first_results(site: Worker, text: str) -> None:
    results = [hit.page_id for hit in answer(Question(text)).hits]
    urls = {page.get_url(): page.pk for page in searchable_pages().filter(pk__in=results)}
    offered = [urls[one.url] for one in suggest(text) if one.kind in ("method", "case")]
    assert offered[0] == results[0]
    kinds = {hit.page_id: hit.kind for hit in answer(Question(text)).hits}
    for kind in set(kinds.values()):
        assert [pk for pk in offered if kinds[pk] == kind] == [pk for pk in results if kinds[pk] == kind]


def test_a_page_says_what_it_is_and_where(site: Worker) -> None:
    method, case = (suggest(text)[0] for text in ("briefherinnering", "gemist"))
    page = make_method(title="Los")
    assert method.kind == "method"
    assert method.detail.startswith("Methode ")
    assert method.url.startswith("/methoden/")
    assert case.detail.startswith("Praktijkvoorbeeld ")
    site.step()
    assert suggest(f"m{page.number}")[0] == Suggestion("method", "Los", f"Methode {page.number}", page.get_url())


def test_filters(site: Worker) -> None:
    expected = {
        "gemeentes": ["/zoeken/?familie=gemeente"],
        "geme": ["/zoeken/?familie=gemeente"],
        "loket": ["/zoeken/?kanaal=balie"],
        "inclu": ["/zoeken/?thema=inclusie"],
        "mensen stellen het uit": ["/zoeken/?belemmering=vergeten"],
        "fax": [],  # a filter that finds nothing
        "gemeente afspraak": [],
        "het": [],
    }
    assert {typed: filters(typed) for typed in expected} == expected


def test_an_ended_word_is_no_filter(site: Worker) -> None:
    ChannelFactory._meta.model.objects.filter(slug="balie").update(ended_on="2020-01-01")
    assert filters("balie") == []


def test_a_synonym_leads_there(site: Worker) -> None:
    SynonymGroup.objects.create(line="seintje = herinnering")
    assert pages("seintje") == [HERINNERING, BRIEF, GEMIST]


def test_a_corrected_question_comes_first(site: Worker) -> None:
    first = suggest("herinerring sturen")[0]
    assert first == Suggestion("question", "herinnering sturen", "Verbeterde vraag", "/zoeken/?q=herinnering+sturen")
    assert HERINNERING in pages("herinerring sturen")
    assert labels("herinnering", "question") == []


def test_at_most_eight_and_every_kind_has_room(site: Worker) -> None:
    method = make_method(title="Gemeente vooraan")
    for number in range(6):
        make_method(title=f"Gemeente en herinnering {number}")
        make_case(title=f"Gemeente in de praktijk {number}", methods=[method])
    site.step()
    found = suggest("gemeentn")
    kinds = [one.kind for one in found]
    assert [kind for kind, _ in groupby(kinds)] == list(dict.fromkeys(kinds)), "those of one kind stand together"
    assert len(found) == 8
    assert set(kinds) == set(KINDS)


def test_what_says_the_word_itself_stands_above_what_has_it_as_a_tag(site: Worker) -> None:
    make_method(title="Bel terug", tags=["vergeten"])
    site.step()
    assert next(one.kind for one in suggest("vergeten")) == "filter"
    make_method(title="Vergeten afspraken", tags=["gemist"])
    site.step()
    assert suggest("vergeten")[0].label == "Vergeten afspraken"


def test_a_case_is_offered_by_its_search_words(site: Worker) -> None:
    make_case(title="Minder wachttijd", tags=["kanarieloket"])
    site.step()
    assert pages("kanarie") == ["Minder wachttijd"]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_a_page_just_hidden_is_not_offered(site: Worker, hide: Callable[[Any], None]) -> None:
    """No worker has been by, and the titles are still in memory."""
    page = make_method(title="Kanariebrief")
    site.step()
    assert pages("kanar") == ["Kanariebrief"]
    assert labels("kanariebreif", "question") == ["kanariebrief"]
    hide(page)
    assert suggest("kanar") == ()
    assert suggest("kanariebreif") == ()
    assert not any("anarie" in one.label for one in suggest(f"m{page.number}"))


def test_a_word_taken_out_of_a_title_is_not_offered(site: Worker) -> None:
    page = make_method(title="Kanariebrief")
    site.step()
    assert pages("kanariebrief") == ["Kanariebrief"]
    page.title = "Gewone brief"
    page.save_revision().publish()
    assert not any("anarie" in one.label for text in ("kanar", "kanariebreif") for one in suggest(text))
    site.step()
    assert pages("kanar") == []
    assert pages("gewone br")[0] == "Gewone brief"


def test_nothing_is_read_again_while_the_index_stands_still(site: Worker) -> None:
    suggest("herinnering")
    for text in ("herinn", "herinerring", "gemeente", "kleurpotlood", "brief aanvraag formulier balie"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            suggest(text)
        assert len(queries) <= 3, text


def test_one_makes_the_catalogue_and_nobody_waits(site: Worker, engine: Engine) -> None:
    kept = source._kept.setdefault(engine, Refreshed(source.NOTHING, source._pause))
    with kept._lock:
        assert filters("balie") == []
    assert filters("balie")
    make_method(title="Later gekomen", channels=[ChannelFactory(slug="fax2", label="Telefax")])
    site.step()
    with kept._lock:
        assert filters("balie")
        assert filters("telefax") == []
        assert pages("later") == ["Later gekomen"], "pages come from the index"
    assert filters("telefax")


def test_a_catalogue_is_made_again_in_a_small_part_of_the_time(site: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "REFRESH_AFTER", 60.0)
    assert filters("telefax") == []
    make_method(title="Later gekomen", channels=[ChannelFactory(slug="fax2", label="Telefax")])
    site.step()
    assert filters("telefax") == []


def test_silent_when_the_engine_fails(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    engine = MemoryEngine()
    engine.down = True
    monkeypatch.setattr("search.backends.registry.make_engine", lambda url, directory: engine)
    with pytest.raises(EngineError):
        catalogue_of(engine)
    assert suggest("herinnering") == ()


def test_silent_when_the_database_fails(
    site: Worker, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OperationalError("the database is locked")

    monkeypatch.setattr(service, "searchable_pages", fail)
    response = client.get("/zoeken/suggesties/?q=geheimewoorden+herinnering")
    assert (response.status_code, response.json()) == (200, {"suggestions": []})
    assert "geheimewoorden" not in caplog.text


def test_the_address(site: Worker, client: Client) -> None:
    response = client.get("/zoeken/suggesties/", {"q": "loket"})
    assert response.json()["suggestions"][0] == {
        "kind": "filter",
        "heading": "Filters",
        "label": "Balie",
        "detail": "Filter op kanaal",
        "url": "/zoeken/?kanaal=balie",
    }
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.get("/zoeken/suggesties/").json() == {"suggestions": []}
    assert client.post("/zoeken/suggesties/", {"q": "loket"}).status_code == 405


def test_a_long_word_may_break_on_a_narrow_screen(worker: Worker, client: Client) -> None:
    make_method(title="Begin een terugstuurservice")
    worker.step()
    [found] = client.get("/zoeken/suggesties/", {"q": "terugst"}).json()["suggestions"]
    assert found["label"] == "Begin een terugstuur\N{SOFT HYPHEN}service"


def test_anything_may_be_typed(site: Worker, client: Client) -> None:
    for text in ("\x00", "\ud800", "\u202e" * 50, '"' * 90, "a" * 5000, "-", "* OR 1=1 --", "🙂🙂", "%" * 9):
        assert isinstance(suggest(text), tuple)
        response = client.get("/zoeken/suggesties/", {"q": text.encode("utf-8", "replace")})
        assert response.status_code == 200
