"""Both engines give the same answers to the same drawn questions: `python -m lab parity pages=10000 questions=2000`.

On the starter content, or on a site of so many pages. Wants `ELASTICSEARCH_URL` (written as `SEARCH_URL`), or starts a
server of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import QueryDict

from core.published import Document
from lab.drawn_questions import draw_questions
from search.backends.elasticsearch import client
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Answer, Changes, Engine, EngineError, Facet, Query, Question, Sort
from search.curation.cache import current_curation
from search.documents.builder import all_records
from search.dutch.highlight import Terms
from search.dutch.questions import analyse_question
from search.index.term_dictionary import TermDictionary
from search.query.analysis import build_query
from search.query_string import parse
from search.service.answers import known_of
from tests.elasticsearch.fixtures import forget, live_address, new_engine

QUESTIONS = 2_000
SEED = 4
# Scores are sums of 32-bit numbers, added in another order.
NEARLY = 1e-4


@dataclass(frozen=True)
class Difference:
    """What two engines answer differently to one question."""

    question: Question
    what: str


def draw(records: Sequence[Document], count: int, seed: int = SEED) -> list[Question]:
    """So many different questions with filters that meet, as an address gives them."""
    pages = [{facet: values for facet, values in record.facets.items() if values} for record in records]
    drawn: dict[Question, None] = {}
    for one in draw_questions(pages, 4 * count, seed):
        data = QueryDict(mutable=True)
        for name, value in one:
            data.appendlist(name, value)
        asked = parse(data).question
        drawn.setdefault(replace(asked, filters=_Filters(asked.filters)))
        if len(drawn) == count:
            break
    return list(drawn)


class _Filters(dict[Facet, tuple[str, ...]]):
    """Filters that can be a key."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


def compare(first: Engine, second: Engine, asked: Iterable[tuple[Question, Query]], most: int) -> Iterator[Difference]:
    """Every difference in hit set, total, counts and order; at most `most` hits of each answer are looked at."""
    for question, query in asked:
        plain = replace(query, marks=Terms())
        everything = replace(question, page=1, page_size=most)
        try:
            one, other = first.answer(everything, plain), second.answer(everything, plain)
        except EngineError as error:
            yield Difference(question, str(error))
            continue
        for what, wrong in _differences(one, other, question.sort, most).items():
            if wrong:
                yield Difference(question, what)


def _differences(one: Answer, other: Answer, sort: Sort, most: int) -> dict[str, bool]:
    whole = one.total <= most and other.total <= most
    return {
        "total": one.total != other.total,
        "hits": whole and {hit.page_id for hit in one.hits} != {hit.page_id for hit in other.hits},
        "counts": one.facets != other.facets,
        "scores": any(not _near(a.score, b.score) for a, b in zip(one.hits, other.hits, strict=False)),
        "first ten": not _same_order(one, other, ties=sort is Sort.RELEVANCE),
    }


def _same_order(one: Answer, other: Answer, ties: bool) -> bool:
    """The same first ten; pages with nearly the same score may change places."""
    if not ties:
        return [hit.page_id for hit in one.hits] == [hit.page_id for hit in other.hits]
    scores = {hit.page_id: hit.score for hit in other.hits}
    for place, hit in enumerate(one.hits[:10]):
        there = other.hits[place : place + 1]
        if not there or (hit.page_id != there[0].page_id and not _near(scores.get(hit.page_id, -1.0), there[0].score)):
            return False
    return True


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEARLY * max(abs(one), abs(other), 1.0)


@contextmanager
def both(records: Sequence[Document], shards: int = 1) -> Iterator[tuple[Engine, Engine]]:
    """The embedded engine and Elasticsearch, each with a fresh index of these records."""
    with TemporaryDirectory() as directory, live_address(Path(directory) / "server") as address:
        client.READ_TIMEOUT = client.WRITE_TIMEOUT  # a slow answer is no other answer
        embedded, elastic = EmbeddedEngine(Path(directory) / "index"), new_engine(address, shards=shards)
        try:
            for engine in (embedded, elastic):
                engine.rebuild(iter(records), Changes)
            yield embedded, elastic
        finally:
            forget(elastic)


def analysed(engine: Engine, asked: Iterable[Question]) -> list[tuple[Question, Query]]:
    """The questions as the site asks them, with what this engine knows of words."""
    words, groups = TermDictionary(engine.words()), current_curation().synonyms
    site = known_of(engine, words, groups)
    return [(question, build_query(analyse_question(question.text), groups, site)) for question in asked]


def measure(*, questions: int = QUESTIONS, shards: int = 1) -> dict[str, Any]:
    """Every question must get the same answer from both."""
    records = list(all_records(whole=current_curation().whole))
    most = min(len(records), 1000)
    with both(records, shards) as (embedded, elastic):
        same_words = embedded.words() == elastic.words()
        asked = analysed(embedded, draw(records, questions))
        found = list(compare(embedded, elastic, asked, most))
    worded = sum(1 for _, query in asked if not query.is_empty)
    differing = len({id(one.question) for one in found})
    return {
        "title": "Two engines, one answer",
        "tables": [[["pages", "questions", "with words", "differ"], [[len(records), len(asked), worded, differing]]]],
        "notes": [f"{one.what}: {one.question}" for one in found[:10]],
        "problems": [
            *(["the words of the site differ"] if not same_words else []),
            *(f"{what} of {count} questions" for what, count in Counter(one.what for one in found).items()),
        ],
    }
