"""Both engines give the same answers, on texts of the content. `make parity` asks 2,000 questions on the whole site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from core.published import Document
from lab.drawn_questions import WAYS, texts_of_content
from lab.parity import NEARLY, analysed, compare
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Facet, Query, Question, Sort
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus
from search.query.analysis import build_query
from search.query.word_shares import word_shares
from tests.elasticsearch.fixtures import MakeElastic
from tests.search.records import ask, fill, make_record

PAGES = 90
QUESTIONS = 150
FAMILIES = ["gemeente", "provincie", "waterschap"]
CHANNELS = ["post", "web", "telefoon", "balie", "app"]


def drawn_records(rng: Random) -> list[Document]:
    """Pages of sentences of the content; some fields are empty, some pages are equal."""
    sentences = list(texts_of_content().sentences)

    def some(most: int) -> str:
        return " ".join(rng.choices(sentences, k=rng.randint(0, most)))

    return [
        make_record(
            number,
            some(1) if number % 9 else "Zelfde titel",
            gist=some(1),
            body=some(8),
            tags=some(1)[:30],
            related=some(1),
            kind=rng.choice(["methode", "praktijkvoorbeeld"]),
            family=rng.sample(FAMILIES, rng.randint(0, 2)),
            channel=rng.sample(CHANNELS, rng.randint(0, 3)),
        )
        for number in range(1, PAGES + 1)
    ]


def drawn_questions(rng: Random) -> list[Question]:
    texts = texts_of_content()
    drawn = []
    for _ in range(QUESTIONS):
        way = rng.choices(list(WAYS), [weight for weight, _ in WAYS.values()])[0]
        chosen = {Facet.FAMILY: FAMILIES, Facet.CHANNEL: CHANNELS}
        filters = {
            facet: tuple(rng.sample(values, rng.randint(1, 2)))
            for facet, values in chosen.items()
            if rng.random() < 0.3
        }
        drawn.append(Question(WAYS[way][1](texts, rng)[:300], filters, rng.choice(list(Sort))))
    return drawn


@pytest.mark.django_db
def test_both_engines_answer_the_same(make_elastic: MakeElastic, tmp_path: Path) -> None:
    rng = Random("parity")
    records = drawn_records(rng)
    embedded, elastic = EmbeddedEngine(tmp_path / "index"), make_elastic()
    for engine in (embedded, elastic):
        fill(engine, *records)
    assert embedded.words() == elastic.words()
    asked = analysed(embedded, drawn_questions(rng))
    stems = ["brief", "mens"]
    assert word_shares(elastic.count_each, stems) == pytest.approx(word_shares(embedded.count_each, stems))
    assert [(one.what, one.question) for one in compare(embedded, elastic, asked, PAGES)] == []
    assert sum(1 for _, query in asked if query.words) > QUESTIONS / 2


def test_a_difference_is_found(make_elastic: MakeElastic, tmp_path: Path) -> None:
    """The comparison itself, on an index that lacks a page and one that counts a field otherwise."""
    records = drawn_records(Random("parity"))
    embedded, elastic = EmbeddedEngine(tmp_path / "index"), make_elastic()
    fill(embedded, *records)
    fill(elastic, *records[:-1])
    asked = analysed_without_site([Question(), Question("de brief")])
    assert {one.what for one in compare(embedded, elastic, asked, PAGES)} >= {"total", "hits"}


def analysed_without_site(asked: list[Question]) -> list[tuple[Question, Query]]:
    return [(question, build_query(analyse_question(question.text), Thesaurus(()))) for question in asked]


def test_deleted_pages_shift_scores_and_never_hits(make_elastic: MakeElastic) -> None:
    """Until segments are merged a deleted page still counts in how rare a word is."""
    records = drawn_records(Random("parity"))
    fresh, worn = make_elastic(), make_elastic()
    fill(fresh, *records)
    fill(worn, *records)
    for version in range(1, 4):
        worn.write([replace(record, version=version) for record in records[::3]], {})
    one, other = (ask(engine, "brief gemeente", page_size=PAGES) for engine in (fresh, worn))
    assert {hit.page_id for hit in one.hits} == {hit.page_id for hit in other.hits}
    assert one.facets == other.facets
    scores = {hit.page_id: hit.score for hit in one.hits}
    shift = max(abs(hit.score / scores[hit.page_id] - 1) for hit in other.hits)
    assert NEARLY < shift < 0.5
