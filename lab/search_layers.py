"""The same questions at every height: the bare engine, our engine, the service, the whole page. In process, warm."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.test import Client

from lab.page_addresses import searches
from lab.tables import percentile
from search.clauses import narrowed
from search.contract import Question
from search.embedded.engine import EmbeddedEngine
from search.embedded.generations import Generations
from search.embedded.queries import Queries
from search.embedded.reader import Reader
from search.engines import get_engine, site_words
from search.index_fields import STORED
from search.parameters import parse
from search.query import analyse_question
from search.service import answer, known_of
from search.steering.lists import thesaurus

ROUNDS = 60
TOP = 10
Act = Callable[[], object]


def measure() -> dict[str, dict[str, Any]]:
    """Per kind of question and per layer: [p50, p95] in seconds; `found` is the largest number of pages found.

    Facets are counted every time here, also for a question that was asked before.
    """
    engine = get_engine()
    assert isinstance(engine, EmbeddedEngine)
    engine.remembered.most = 0
    return {kind: _measure(sample) for kind, sample in searches().items()}


def _measure(sample: list[str]) -> dict[str, Any]:
    questions = [parse(QueryDict(address.partition("?")[2])).question for address in sample]
    client = Client()
    layers: dict[str, list[Act]] = {
        "bare": [_bare(question) for question in questions],
        "engine": [_engine(question) for question in questions],
        "service": [partial(answer, question) for question in questions],
        "page": [partial(client.get, address) for address in sample],
    }
    found: dict[str, Any] = {layer: _times(acts) for layer, acts in layers.items()}
    found["found"] = max(answer(question).total for question in questions)
    return found


def _times(acts: list[Act]) -> list[float]:
    for act in acts:
        act()
    times = []
    for place in range(max(ROUNDS, len(acts))):
        started = time.perf_counter()
        acts[place % len(acts)]()
        times.append(time.perf_counter() - started)
    return [percentile(times, 0.5), percentile(times, 0.95)]


def _bare(question: Question) -> Act:
    """Tantivy itself with a ready query: count, the ten best, and what is stored of them. No facets."""
    opened = Reader(Generations(Path(settings.SEARCH_INDEX_DIR))).open()
    queries = Queries(opened.searcher, opened.schema)
    text = EmbeddedEngine._text(opened, queries, _analysed(question))[0]
    query = queries.spell_scored(narrowed(text, question.filters, frozenset()))
    searcher, start = opened.searcher, (question.page - 1) * TOP

    def act() -> object:
        result = searcher.search(query, limit=TOP, offset=start)
        return result.count, [searcher.doc(address).get_first(STORED) for _, address in result.hits]

    return act


def _engine(question: Question) -> Act:
    """Our engine with an analysed question: count, hits in an order without ties, marks and all facet counts."""
    engine, query = get_engine(), _analysed(question)
    return lambda: engine.answer(question, query)


def _analysed(question: Question) -> Any:
    words = site_words().words()
    site = known_of(get_engine(), words, thesaurus())
    return analyse_question(question.text, thesaurus(), site)
