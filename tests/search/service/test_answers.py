"""The one function that always answers."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from search.contract import Engine, EngineError, Facet, Question, Sort
from search.curation.synonyms import SynonymGroup
from search.dutch.questions import AnalysedQuestion, analyse_question
from search.indexing.worker import Worker
from search.service import answer, answers, database_fallback
from search.service.relaxation import Constraint, nearest_barrier, relax
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory, OrganisationFactory, ThemeFactory
from tests.search.records import counts, numbers

pytestmark = pytest.mark.django_db


def test_labels_and_order_come_from_the_lists(worker: Worker) -> None:
    last = FamilyFactory(slug="a", label="Laatste", sort_order=9)
    first = FamilyFactory(slug="b", label="Eerste", sort_order=1)
    make_method(families=[last, first])
    worker.step()
    found = answer(Question(filters={Facet.FAMILY: ("a",)}))
    assert [(value.value, value.label, value.count, value.selected) for value in found.facets[Facet.FAMILY]] == [
        ("b", "Eerste", 1, False),
        ("a", "Laatste", 1, True),
    ]
    assert [value.label for value in found.facets[Facet.KIND]] == ["Methoden"]


def test_a_chosen_ended_word_stays_visible_at_zero(worker: Worker) -> None:
    FamilyFactory(slug="oud", label="Oud", ended_on="2020-01-01")
    make_method()
    worker.step()
    found = answer(Question(filters={Facet.FAMILY: ("oud",)}))
    assert [(value.label, value.count, value.selected) for value in found.facets[Facet.FAMILY]] == [("Oud", 0, True)]
    assert found.total == 0


@pytest.mark.parametrize("change", [{"live": False}, {"expire_at": "2020-01-01T00:00Z"}])
def test_a_stale_index_shows_nothing_that_is_not_public(worker: Worker, change: dict[str, Any]) -> None:
    pages = [make_method(title="Kanarie", channels=[ChannelFactory(slug=f"k{number}")]) for number in range(23)]
    worker.step()
    Page.objects.filter(pk__in=[page.pk for page in pages[:12]]).update(**change)
    found = answer(Question("kanarie"))
    assert len(found.hits) == 10
    assert {hit.page_id for hit in found.hits} <= {page.pk for page in pages[12:]}
    Page.objects.filter(pk__in=[page.pk for page in pages[:-1]]).update(**change)
    found = answer(Question("kanarie"))
    assert [hit.page_id for hit in found.hits] == [pages[-1].pk]
    assert found.total == 1
    assert counts(found, Facet.CHANNEL) == {"k22": 1}


def test_a_typing_error_gets_a_suggestion(worker: Worker) -> None:
    make_method(title="Stuur een herinnering")
    worker.step()
    found = answer(Question("Herinering sturen"))
    assert found.did_you_mean == "Herinnering sturen"
    assert answer(Question("herinneringen")).did_you_mean is None
    assert answer(Question("herinn")).did_you_mean is None
    assert answer(Question("-herinering sturen")).did_you_mean is None


def test_a_private_word_is_never_suggested(worker: Worker) -> None:
    make_method(title="Stuur een brief")
    page = make_method(title="Kanarievogel")
    worker.step()
    assert answer(Question("brief kanarievogle")).did_you_mean == "brief kanarievogel"
    Page.objects.filter(pk=page.pk).update(live=False)
    assert answer(Question("brief kanarievogle")).did_you_mean is None
    page.delete()
    worker.step()
    assert answer(Question("brief kanarievogle")).did_you_mean is None


def test_synonyms_count_from_the_next_question_on(worker: Worker) -> None:
    page = make_method(title="Neem de telefoon op")
    worker.step()
    assert answer(Question("bellen")).total == 0
    group = SynonymGroup.objects.create(line="bellen = telefoon")
    assert [hit.page_id for hit in answer(Question("bellen")).hits] == [page.pk]
    assert "<mark>telefoon</mark>" in answer(Question("bellen")).hits[0].title
    group.line = "bellen = opbellen"
    group.save()
    assert answer(Question("bellen")).total == 0
    group.delete()
    assert answer(Question("opbellen")).total == 0


def test_a_word_that_is_still_typed(worker: Worker) -> None:
    page = make_method(title="Stuur een herinnering")
    worker.step()
    assert [hit.page_id for hit in answer(Question("stuur herinn")).hits] == [page.pk]
    assert "<mark>herinnering</mark>" in answer(Question("herinn")).hits[0].title


class TestDegraded:
    """Without an index."""

    @pytest.fixture(autouse=True)
    def no_index(self, site_engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.CRITICAL)

    def test_titles_are_asked_from_the_database(self) -> None:
        first = make_method(title="Stuur een <b>brief</b>", gist="De & kern.")
        make_method(title="Iets anders")
        make_method(title="Brief in concept", live=False)
        found = answer(Question("de brief"))
        assert found.degraded
        assert found.engine == database_fallback.NAME
        assert found.total == 1
        hit = found.hits[0]
        assert (hit.page_id, hit.kind, hit.number, hit.url) == (first.pk, "methode", first.number, first.url)
        assert hit.title == "Stuur een &lt;b&gt;brief&lt;/b&gt;"
        assert hit.excerpt == "De &amp; kern."

    def test_filters_of_the_vocabulary_still_count(self) -> None:
        family, theme, barrier = FamilyFactory(slug="f"), ThemeFactory(slug="t"), BarrierFactory(slug="b")
        method = make_method(families=[family], theme=theme, barriers=[barrier])
        other = make_method()
        case = make_case(
            organisations=[OrganisationFactory(slug="o", family=family)], methods=[method], results=[build_result()]
        )

        def found(**filters: tuple[str, ...]) -> set[int]:
            asked = Question(filters={Facet[name.upper()]: values for name, values in filters.items()})
            return {hit.page_id for hit in answer(asked).hits}

        assert found() == {method.pk, other.pk, case.pk}
        assert found(family=("f",)) == {method.pk, case.pk}
        assert found(theme=("t",)) == {method.pk, case.pk}
        assert found(barrier=("b",), kind=("methode",)) == {method.pk}
        assert found(organisation=("o",)) == {case.pk}
        assert found(design=("voor-na",)) == {case.pk}
        assert found(design=("loting",)) == set()

    def test_pages_and_orders(self) -> None:
        pages = [make_method() for _ in range(12)]
        assert [hit.page_id for hit in answer(Question(page=2)).hits] == [page.pk for page in pages[10:]]
        for sort in Sort:
            assert answer(Question(sort=sort)).total == 12

    @pytest.mark.parametrize("text", ["'", "%", "_", "\\", "a" * 300, "-", '"', "% _ ' \\"])
    def test_any_text_is_answered(self, text: str) -> None:
        make_method(title="Titel")
        assert answer(Question(text)).degraded

    def test_the_database_fails_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(question: Question, asked: AnalysedQuestion) -> None:
            raise OperationalError("gone")

        monkeypatch.setattr(database_fallback, "_answer", broken)
        found = answer(Question("a"))
        assert (found.hits, found.total, found.degraded) == ((), 0, True)

    def test_nothing_can_be_loosened(self) -> None:
        assert relax(answer(Question("a", {Facet.THEME: ("t",)}))) == ()


@pytest.mark.parametrize("error", [EngineError("down"), ValueError("a bug"), TypeError("another")])
def test_any_failure_of_the_engine_is_answered(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)

    def broken(*_: Any) -> None:
        raise error

    monkeypatch.setattr(worker.engine, "answer", broken, raising=False)
    assert answer(Question("a")).degraded


def test_each_filter_left_out_says_what_it_gives(worker: Worker) -> None:
    post, web = ChannelFactory(slug="post"), ChannelFactory(slug="web")
    theme = ThemeFactory(slug="t")
    make_method(title="Brief", channels=[post], theme=theme)
    make_method(title="Brief", channels=[post], theme=theme)
    make_method(title="Brief", channels=[web])
    worker.step()
    question = Question("brief", {Facet.CHANNEL: ("web",), Facet.THEME: ("t",)}, page=3)
    ways = relax(answer(question))
    assert [(way.without, way.total) for way in ways] == [(Constraint.FILTERS, 3), (Facet.CHANNEL, 2), (Facet.THEME, 1)]
    for way in ways:
        assert answer(way.question).total == way.total
    assert relax(answer(Question("xyzzy"))) == ()
    assert [(way.without, way.total) for way in relax(answer(Question("xyzzy", {Facet.THEME: ("t",)})))] == [
        (Constraint.WORDS, 2)
    ]


def test_the_nearest_barrier() -> None:
    BarrierFactory(slug="vergeten", label="vergeten", sentence="Ik dacht er niet aan")
    BarrierFactory(slug="angst", label="angst", sentence="Ik ben bang om iets fout te doen")
    BarrierFactory(slug="oud", label="bang", sentence="bang", ended_on="2020-01-01")
    found = nearest_barrier(analyse_question("bange mensen"))
    assert found is not None
    assert (found.slug, found.sentence) == ("angst", "Ik ben bang om iets fout te doen")
    assert nearest_barrier(analyse_question("kleurpotlood")) is None
    assert nearest_barrier(analyse_question("")) is None


def test_answering_takes_a_fixed_number_of_queries(worker: Worker) -> None:
    def queries(question: Question) -> int:
        answer(question)
        with CaptureQueriesContext(connection) as captured:
            answer(question)
        return len(captured)

    channel = ChannelFactory(slug="post")
    make_site()
    make_method(title="Brief", channels=[channel], families=[FamilyFactory()], barriers=[BarrierFactory()])
    worker.step()
    few = queries(Question("brief", {Facet.CHANNEL: ("post",)}))
    for _ in range(15):
        make_method(title="Brief", channels=[channel], families=[FamilyFactory()], barriers=[BarrierFactory()])
    worker.step()
    assert numbers(answer(Question("brief")))
    assert queries(Question("brief", {Facet.CHANNEL: ("post",)})) == few <= 12


def test_nothing_a_visitor_typed_is_logged(site_engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answers.answer(Question("kanarie"))
    assert "kanarie" not in caplog.text
