"""What editors put first: for the whole question, until its day, and only what anyone may read now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, EngineError, Facet, Question, Sort
from search.indexing.worker import Worker
from search.models import FeaturedPage, FeaturedQuestion
from search.service import answer, answers
from tests.factories.pages import make_case, make_method
from tests.factories.vocabulary import ChannelFactory
from tests.home.reading import soup
from tests.module_rows import copy_of_index, index_of_now
from tests.search.hiding import deleted, draft, expired, parent_restricted, restricted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def feature(wordings: str, *pages: Any, days: int = 30, **fields: Any) -> FeaturedQuestion:
    values = {"ends_on": TODAY() + timedelta(days=days), "reason": "Campagne", **fields}
    question = FeaturedQuestion.objects.create(wordings=wordings, **values)
    for place, page in enumerate(pages):
        FeaturedPage.objects.create(question=question, page=page, sort_order=place)
    return question


@pytest.fixture(scope="module")
def made_once(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Any, Any], Path]:
    """The pages, and their index."""
    return make_pages(), index_of_now(tmp_path_factory)


@pytest.fixture
def engine(made_once: tuple[Any, Path], tmp_path: Path) -> Engine:
    """One engine will do: `test_every_engine` holds the others against it."""
    return EmbeddedEngine(copy_of_index(made_once[1], tmp_path))


@pytest.fixture
def pages(made_once: tuple[tuple[Any, Any], Path], worker: Worker) -> tuple[Any, Any]:
    return deepcopy(made_once[0])


def make_pages() -> tuple[Any, Any]:
    """Two methods that answer ‘brief’, and one that does not but is what editors want there."""
    make_method(title="Schrijf een brief")
    second = make_method(title="Nog een brief", channels=[ChannelFactory(slug="post", label="Post")])
    wanted = make_method(title="Iets heel anders", channels=[ChannelFactory(slug="web", label="Web")])
    return second, wanted


def first(text: str, **fields: Any) -> list[int]:
    return [hit.page_id for hit in answer(Question(text, **fields)).featured]


def test_they_come_first_and_change_no_count(pages: tuple[Any, Any]) -> None:
    second, wanted = pages
    before = answer(Question("brief"))
    feature("brief\nepistel", wanted, second)
    found = answer(Question("De brieven"))
    assert [hit.page_id for hit in found.featured] == [wanted.pk, second.pk]
    assert found.featured[1].title == "Nog een <mark>brief</mark>"
    assert found.featured[1].url == second.get_url()
    assert (found.hits, found.total, found.facets) == (before.hits, before.total, before.facets)
    assert first("epistel") == [wanted.pk, second.pk]
    assert first("brief parkeren") == first("") == first("brief -parkeren") == []


def test_only_on_the_first_page_in_the_usual_order(pages: tuple[Any, Any]) -> None:
    feature("brief", pages[1])
    assert first("brief", page=2) == []
    for sort in set(Sort) - {Sort.RELEVANCE}:
        assert first("brief", sort=sort) == []


def test_one_that_does_not_fit_the_filters_is_left_out(pages: tuple[Any, Any]) -> None:
    second, wanted = pages
    feature("brief", wanted, second)
    assert first("brief", filters={Facet.CHANNEL: ("post",)}) == [second.pk]
    assert first("brief", filters={Facet.CHANNEL: ("post", "web")}) == [wanted.pk, second.pk]
    assert first("brief", filters={Facet.CHANNEL: ("post",), Facet.KIND: ("praktijkvoorbeeld",)}) == []


@pytest.mark.parametrize(
    ("starts", "ends", "shown"), [(None, 0, True), (0, 0, True), (None, -1, False), (1, 2, False), (-3, -1, False)]
)
def test_from_its_first_day_up_to_and_including_its_last(
    pages: tuple[Any, Any], starts: int | None, ends: int, shown: bool
) -> None:
    start = None if starts is None else TODAY() + timedelta(days=starts)
    feature("brief", pages[1], days=ends, starts_on=start)
    assert bool(first("brief")) is shown


@pytest.mark.parametrize(
    "hide", [draft, expired, restricted, parent_restricted, deleted], ids=lambda hide: hide.__name__
)
def test_what_nobody_may_read_never_shows(pages: tuple[Any, Any], client: Client, hide: Callable[[Page], None]) -> None:
    secret = make_method(title="Titel kanariekwik", gist="Kern kanariekwik.")
    case = make_case(title="Openbare praktijk")
    feature("brief", secret, case)
    assert "kanariekwik" in client.get("/zoeken/?q=brief").content.decode()
    hide(secret)
    page = client.get("/zoeken/?q=brief").content.decode()
    assert "kanariekwik" not in page
    assert "Openbare praktijk" in page
    out = StringIO()
    call_command("search", "brief", "--json", stdout=out)
    assert "kanariekwik" not in out.getvalue()
    assert [hit["page_id"] for hit in json.loads(out.getvalue())["featured"]] == [case.pk]


def test_words_not_published_yet_never_show(pages: tuple[Any, Any], client: Client) -> None:
    page = pages[1]
    feature("brief", page)
    page.title = "Concept kanariekwik"
    page.save_revision()
    found = client.get("/zoeken/?q=brief").content.decode()
    assert "Iets heel anders" in found
    assert "kanariekwik" not in found


def test_on_the_page_they_stand_apart_and_once(pages: tuple[Any, Any], client: Client) -> None:
    second, wanted = pages
    feature("brief", wanted, second)
    page = soup(client, "/zoeken/?q=brief")
    above, below = page.select_one(".od-featured"), page.select_one("ol.od-results")
    assert "Uitgelicht door de redactie" in above.h3.text
    numbers = [card["data-number"] for card in above.select("[data-number]")]
    assert numbers == [str(wanted.number), str(second.number)]
    assert [card["data-place"] for card in above.select("[data-place]")] == ["0", "0"]
    assert str(second.number) not in [card["data-number"] for card in below.select("[data-number]")]
    assert page.select_one("[data-total]")["data-total"] == "2"
    place = next(hit for hit in answer(Question("brief")).hits if hit.page_id != second.pk)
    assert below.li["value"] == below.li["data-place"] == str(answer(Question("brief")).hits.index(place) + 1)
    assert "niet nog eens" in above.text
    assert not soup(client, "/zoeken/?q=brief&sorteer=nummer").select(".od-featured")
    assert len(soup(client, "/zoeken/?q=brief&sorteer=nummer").select("ol.od-results > li")) == 2


def test_they_also_show_where_nothing_else_is_found(pages: tuple[Any, Any], client: Client) -> None:
    feature("kleurpotlood", pages[1])
    page = soup(client, "/zoeken/?q=kleurpotlood")
    assert "Iets heel anders" in page.select_one(".od-featured").text
    assert page.select_one("[data-total]")["data-total"] == "0"
    assert page.select_one(".od-empty")


def test_when_the_engine_fails_they_still_stand_there(
    pages: tuple[Any, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    feature("brief", pages[1])

    def fail() -> None:
        raise EngineError("gone")

    monkeypatch.setattr(answers, "get_engine", fail)
    assert first("brief") == [pages[1].pk]
    assert client.get("/zoeken/?q=brief").status_code == 200


def test_the_plain_command_names_them(pages: tuple[Any, Any]) -> None:
    feature("brief", pages[1])
    out = StringIO()
    call_command("search", "brief", stdout=out)
    assert f"m{pages[1].number:<4} uitgelicht  Iets heel anders" in out.getvalue()


class TestFreshness:
    """A change is there at once, and no visitor is told that nothing changed."""

    ADDRESS = "/zoeken/?q=brief"

    @pytest.fixture
    def featured(self, pages: tuple[Any, Any]) -> FeaturedQuestion:
        return feature("brief", pages[1], days=0)

    def again(self, client: Client, before: Any) -> Any:
        return client.get(self.ADDRESS, headers={"If-None-Match": before.headers["ETag"]})

    def test_not_changed(self, featured: FeaturedQuestion, client: Client) -> None:
        assert self.again(client, client.get(self.ADDRESS)).status_code == 304

    @pytest.mark.parametrize("change", ["wordings", "page", "days", "row", "deleted"])
    def test_a_change(self, featured: FeaturedQuestion, pages: tuple[Any, Any], client: Client, change: str) -> None:
        before = client.get(self.ADDRESS)
        match change:
            case "wordings":
                featured.wordings = "iets anders"
                featured.save()
            case "page":
                FeaturedPage.objects.filter(question=featured).delete()
            case "days":
                featured.starts_on = featured.ends_on = TODAY() + timedelta(days=1)
                featured.save()
            case "row":
                FeaturedPage.objects.create(question=featured, page=pages[0], sort_order=5)
            case "deleted":
                featured.delete()
        after = self.again(client, before)
        assert after.status_code == 200
        assert self.again(client, after).status_code == 304

    def test_the_day_passes_by_itself(
        self, featured: FeaturedQuestion, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = client.get(self.ADDRESS)
        tomorrow = TODAY() + timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
        after = self.again(client, before)
        assert after.status_code == 200
        assert b"od-featured" not in after.content


@pytest.fixture
def queries() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as captured:
        yield captured


def test_a_question_without_them_costs_no_query_more(pages: tuple[Any, Any], queries: CaptureQueriesContext) -> None:
    def cost(text: str) -> int:
        answer(Question(text))  # everything that is kept in memory
        start = len(queries)
        answer(Question(text))
        return len(queries) - start

    before = cost("brief")
    question = feature("epistel", pages[1])
    assert cost("brief") == before
    few = cost("epistel")
    for page in (pages[0], make_method(title="Derde")):
        FeaturedPage.objects.create(question=question, page=page, sort_order=2)
    assert cost("epistel") == few, "the same for three pages as for one"


class TestTheForm:
    """What an editor types is checked at its field, in Dutch."""

    def refused(self, **fields: Any) -> dict[str, list[str]]:
        values = {"wordings": "brief", "ends_on": TODAY() + timedelta(days=30), "reason": "Campagne", **fields}
        with pytest.raises(ValidationError) as caught:
            FeaturedQuestion(**values).full_clean()
        return caught.value.message_dict

    @pytest.mark.parametrize(
        "wordings", ["", "\n \n", "-brief", "goed\n?!", "x " * 200, "\n".join(map(str, range(21)))]
    )
    def test_wordings(self, wordings: str) -> None:
        assert list(self.refused(wordings=wordings)) == ["wordings"]

    @pytest.mark.parametrize("days", [-1, 367])
    def test_the_last_day(self, days: int) -> None:
        assert list(self.refused(ends_on=TODAY() + timedelta(days=days))) == ["ends_on"]

    def test_a_last_day_and_a_reason_are_needed(self) -> None:
        assert set(self.refused(ends_on=None, reason="")) == {"ends_on", "reason"}

    def test_the_first_day_after_the_last(self) -> None:
        assert list(self.refused(starts_on=TODAY() + timedelta(days=31))) == ["ends_on"]

    def test_one_that_is_over_may_still_be_changed(self) -> None:
        old = feature("brief", days=-10)
        old.reason = "Was een campagne"
        old.full_clean()

    def test_one_question_is_featured_once_at_a_time(self) -> None:
        before = feature("brief\nepistel", days=10)
        assert "‘epistel’" in self.refused(wordings="Een epistel")["wordings"][0]
        before.full_clean()
        later = TODAY() + timedelta(days=11)
        FeaturedQuestion(wordings="brief", starts_on=later, ends_on=later, reason="Daarna").full_clean()
