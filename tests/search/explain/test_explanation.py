"""Why a page stands where it does: figures that add up to its score, for pages that anyone may read and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from search.contract import Engine, Question
from search.contract.match_reasons import MatchReason
from search.explain.explanation import Explanation, explain
from search.indexing.worker import Worker
from search.models import SynonymGroup
from search.service import answer
from tests.factories.pages import make_method, steps
from tests.search.curation.test_promoted_results import feature
from tests.search.hiding import draft, expired, restricted

pytestmark = pytest.mark.django_db


def explained(text: str, page: Any) -> Explanation:
    found = explain(text, page.pk)
    assert found is not None
    return found


@pytest.fixture
def pages(worker: Worker) -> list[Any]:
    """In the order of a question for ‘duidelijke brief’."""
    made = [
        make_method(title="Schrijf een duidelijke brief", gist="Mensen begrijpen de brief."),
        make_method(title="De brief", gist="Duidelijk voor iedereen."),
        make_method(title="Een briefherinnering", gist="Over iets anders.", tags=["epistel"]),
        make_method(title="Bel terug"),
    ]
    worker.step()
    return made


def test_the_points_add_up_to_the_score_and_say_what_the_page_above_has_more_of(
    pages: list[Any], site_engine: Engine
) -> None:
    hits = answer(Question("duidelijke brief")).hits
    second = explained("duidelijke brief", Page.objects.get(pk=hits[1].page_id))
    assert second.place == 2
    assert second.above is not None and second.above.page_id == hits[0].page_id
    assert [row.word for row in second.rows] == ["duidelijke", "brief"]
    assert second.leads
    if site_engine.name != "memory":  # its scores are not made of clauses
        assert second.score == pytest.approx(hits[1].score, rel=1e-3)
        assert second.score_above == pytest.approx(hits[0].score, rel=1e-3)
        for row in second.rows:
            assert row.points is not None
            assert sum(where.points for where in row.where) < row.points
    first = explained("duidelijke brief", Page.objects.get(pk=hits[0].page_id))
    assert (first.place, first.above, first.leads) == (1, None, [])


class TestOnOneEngine:
    @pytest.fixture
    def engine(self, embedded: Engine) -> Engine:
        return embedded

    def test_through_what_and_where_a_word_is_found(self, pages: list[Any]) -> None:
        SynonymGroup.objects.create(line="schrijven = epistel")
        title = explained("brieven", pages[0]).rows[0]
        assert title.reason is MatchReason.ITSELF
        assert {(where.field, where.words) for where in title.where} == {("titel", ("brief",)), ("kern", ("brief",))}
        compound = explained("brieven", pages[2]).rows[0]
        assert compound.where[0].field == "titel, als deel van een langer woord"
        assert compound.where[0].words == ("briefherinnering",)
        synonym = explained("schrijven", pages[2]).rows[0]
        assert (synonym.reason, synonym.where[0].field) == (MatchReason.SYNONYM, "zoekwoorden")
        assert explained("duideljke", pages[0]).rows[0].reason is MatchReason.MENDED

    def test_what_a_page_that_is_not_found_misses(self, pages: list[Any]) -> None:
        found = explained("kleurpotlood terug", pages[1])
        assert (found.is_found, found.place, found.missing, found.held) == (False, None, ["kleurpotlood", "terug"], 0)
        assert found.is_indexed
        excluded = explained("brief -duidelijke", pages[0])
        assert (excluded.is_found, [held for _, held in excluded.excluded]) == (False, [True])
        quoted = explained('"brief duidelijk"', pages[0])
        assert (quoted.is_found, quoted.required) == (False, (("brief duidelijk", False),))

    def test_a_page_that_is_named_or_featured_says_so(self, pages: list[Any]) -> None:
        named = explained(f"m{pages[3].number}", pages[3])
        assert (named.is_named, named.place) == (True, 1)
        feature("duidelijke brief", pages[3])
        assert explained("de duidelijke brieven", pages[3]).is_featured
        assert not explained("brief", pages[3]).is_featured

    def test_a_page_that_is_not_in_the_index_yet(self, pages: list[Any]) -> None:
        late = make_method(title="Nog een brief")
        assert not explained("brief", late).is_indexed

    def test_nothing_to_look_for_is_no_error(self, pages: list[Any]) -> None:
        for text in ("-brief", "?!", "de", "x" * 300, "brief " * 50):
            assert explained(text, pages[1]).answer.question.text == text


class TestHidden:
    @pytest.fixture
    def engine(self, embedded: Engine) -> Engine:
        return embedded

    @pytest.mark.parametrize("hide", [draft, expired, restricted], ids=lambda hide: hide.__name__)
    def test_of_a_hidden_page_nothing_is_told(
        self, worker: Worker, admin_client: Any, hide: Callable[[Page], None]
    ) -> None:
        written = steps()
        written[0]["value"]["text"] = "<p>zwerfkei kanariekwik</p>"
        secret = make_method(title="Zwerfkei kanariekwik", gist="Zwerfkei kanariekwik.", steps=written)
        below = make_method(title="Anders", gist="Over een zwerfkei.")
        worker.step()
        address = "/beheer/waarom-hier/?vraag=zwerfkei&pagina=M"
        assert "kanariekwik" in admin_client.get(f"{address}{secret.number}").content.decode()
        assert "kanariekwik" in admin_client.get(f"{address}{below.number}").content.decode(), "as the one above"
        hide(secret)
        assert explain("zwerfkei", secret.pk) is None
        hidden = admin_client.get(f"{address}{secret.number}").content.decode()
        assert "geen openbare pagina" in hidden
        for page in (hidden, admin_client.get(f"{address}{below.number}").content.decode()):
            assert "kanariekwik" not in page
        never = admin_client.get(f"{address}999999").content.decode()
        assert "geen openbare pagina" in never
