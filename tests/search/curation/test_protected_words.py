"""Words that stay whole: in questions at once, on pages when the worker has been by, the same on every engine."""

from __future__ import annotations

import logging

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.contract import Engine, Question
from search.curation.cache import current_curation
from search.dutch.analysis import analyse, parts_of
from search.dutch.highlight import Terms, highlight
from search.index.document_analysis import analysed
from search.indexing.drift import compare
from search.indexing.worker import Worker
from search.models import OutboxEntry, WholeWord
from search.service import answer
from search.suggest.service import suggest
from tests.factories.pages import make_method
from tests.search.records import ask, fill, make_record, numbers

pytestmark = pytest.mark.django_db
WHOLE = analyse("kennisbank")[0].stem


def drain(worker: Worker) -> None:
    while worker.step():
        pass


def test_a_page_is_found_by_the_whole_word_and_not_by_a_part(engine: Engine) -> None:
    split, whole = make_record(1, "Een kennisbank"), make_record(2, "Het kennisbank", whole=[WHOLE])
    fill(engine, split, whole)
    assert set(numbers(ask(engine, "bank"))) == {"m1"}
    assert set(numbers(ask(engine, "kennisbank"))) == {"m1", "m2"}
    assert split.digest != make_record(1, "Een kennisbank", whole=[WHOLE]).digest


def test_from_the_list_to_the_pages_and_back(worker: Worker, site_engine: Engine) -> None:
    page = make_method(title="Een kennisbank erbij", tags=["kennisbanken"])
    make_method(title="Bank en kennis")
    drain(worker)
    assert {hit.title for hit in answer(Question("bank")).hits} == {
        "Een <mark>kennisbank</mark> erbij",
        "<mark>Bank</mark> en kennis",
    }
    word = WholeWord.objects.create(word="kennisbank")
    assert [hit.title for hit in answer(Question("kennisbanken")).hits] == ["Een <mark>kennisbank</mark> erbij"], (
        "at once"
    )
    assert compare(site_engine).stale == {page.pk}, "the checker sees what the worker still has to do"
    assert answer(Question("bank")).total == 2, "the old index serves until then"
    drain(worker)
    assert compare(site_engine).agrees
    assert [hit.title for hit in answer(Question("bank")).hits] == ["<mark>Bank</mark> en kennis"]
    assert answer(Question("kennisbank")).total == 1
    word.delete()
    drain(worker)
    assert answer(Question("bank")).total == 2


class TestOnOneEngine:
    @pytest.fixture
    def engine(self, embedded: Engine) -> Engine:
        return embedded

    def test_the_index_stays_usable_and_is_not_made_anew(self, worker: Worker, site_engine: Engine) -> None:
        make_method(title="Een kennisbank")
        drain(worker)
        generation = site_engine.stamp().rsplit("-", 2)[0]
        WholeWord.objects.create(word="kennisbank")
        assert site_engine.problem() is None
        drain(worker)
        assert site_engine.stamp().rsplit("-", 2)[0] == generation

    def test_a_list_that_is_rolled_back_changes_nothing(self, worker: Worker) -> None:
        make_method(title="Een kennisbank")
        drain(worker)
        with pytest.raises(RuntimeError), transaction.atomic():
            WholeWord.objects.create(word="kennisbank")
            raise RuntimeError
        assert current_curation().whole == frozenset()
        assert not [entry for entry in OutboxEntry.objects.all() if entry.done < entry.needed]

    def test_editors_see_how_far_the_index_is(self, worker: Worker, admin_client: Client) -> None:
        make_method(title="Een kennisbank")
        drain(worker)
        add = reverse(WholeWord.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
        page = admin_client.post(add, {"word": "kennisbank"}, follow=True).content.decode()
        assert "De zoekindex wordt bijgewerkt: nog 1 pagina." in page
        assert "kennis + bank" in page
        drain(worker)
        list_url = reverse(WholeWord.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
        assert "wordt bijgewerkt" not in admin_client.get(list_url).content.decode()

    def test_a_suggestion_does_not_take_it_apart(self, worker: Worker) -> None:
        make_method(title="Een kennisbank")
        WholeWord.objects.create(word="kennisbank")
        drain(worker)
        assert [one.label for one in suggest("bank")] == []
        assert [one.label for one in suggest("kennisbank")] == ["Een kennisbank"]

    def test_a_question_costs_no_query_more(self, worker: Worker) -> None:
        make_method(title="Een brief")
        drain(worker)

        def cost() -> int:
            answer(Question("brief"))
            with CaptureQueriesContext(connection) as queries:
                answer(Question("brief"))
            return len(queries)

        before = cost()
        WholeWord.objects.create(word="kennisbank")
        assert cost() == before


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("", "leeg"),
        ("kennis bank", "één woord"),
        ("Overheid.nl", "één woord"),
        ("kennis-bank", "één woord"),
        ("kennisbank2", "één woord"),
        ("de", "te kort"),
        ("brief", "blijft al heel"),
        ("DigiD", "blijft al heel"),
        ("x" * 61, "60"),
    ],
)
def test_a_wrong_word_is_refused_in_dutch(word: str, why: str) -> None:
    with pytest.raises(ValidationError) as caught:
        WholeWord(word=word).full_clean()
    assert why in " ".join(caught.value.message_dict["word"])


def test_another_form_of_a_word_that_is_there_is_refused() -> None:
    before = WholeWord.objects.create(word="Kennisbank")
    before.full_clean()
    with pytest.raises(ValidationError) as caught:
        WholeWord(word="kennisbanken").full_clean()
    assert "hetzelfde woord als ‘Kennisbank’" in caught.value.message_dict["word"][0]


def test_the_analysis_itself_stays_as_it_is() -> None:
    """It is pure: the list is handed in, and only to who asks for it."""
    [word] = analyse("kennisbank")
    assert word.parts
    assert parts_of(word, {WHOLE}) == ()
    assert parts_of(word, ()) == word.parts
    assert highlight("kennisbank", Terms(frozenset({"bank"}))) != highlight(
        "kennisbank", Terms(frozenset({"bank"}), whole=frozenset({WHOLE}))
    )
    other = make_record(1, "kennisbank stadhuis", whole=[WHOLE])
    assert analysed(other)["title_parts"].split() == ["stad", "huis"]


def test_nothing_is_said_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    WholeWord.objects.create(word="kennisbank").delete()
    assert caplog.text == ""
