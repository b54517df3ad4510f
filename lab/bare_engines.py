"""An engine with nothing of ours around it: a ready question in its own words, and what it gives back as it is.

The same work as our Answer without marks: the hits with what is stored of them, the total, and the counts of every
facet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.clauses import narrowed
from search.contract import Engine, Facet, Query, Question, Sort
from search.elastic.engine import ElasticEngine
from search.elastic.reading import Reader
from search.embedded.engine import EmbeddedEngine
from search.embedded.queries import Queries
from search.embedded.window import order_options
from search.index_fields import STORED, facet_field

_MOST_VALUES = 20_000
# Does the work; gives how long it took in seconds where the engine says so itself.
Act = Callable[[], float | None]


def bare(engine: Engine, question: Question, query: Query) -> Act:
    if isinstance(engine, EmbeddedEngine):
        return _tantivy(engine, question, query)
    assert isinstance(engine, ElasticEngine)
    return _took(engine, question, query)


def _tantivy(engine: EmbeddedEngine, question: Question, query: Query) -> Act:
    opened = engine._reader.open()
    queries = Queries(opened.searcher, opened.schema)
    text = engine._text(opened, queries, query)[0]
    filters = question.filters
    within = narrowed(text, filters, frozenset())
    scored = question.sort is Sort.RELEVANCE and not query.is_empty
    ready, counted = (queries.spell_scored if scored else queries.spell)(within), queries.spell(within)
    chosen = [facet for facet in Facet if filters.get(facet)]
    free = [facet for facet in Facet if facet not in chosen]
    counts = [(counted, _wanted(free))]
    counts += [
        (queries.spell(narrowed(text, filters, frozenset(), without=facet)), _wanted([facet])) for facet in chosen
    ]
    options: dict[str, Any] = {"limit": question.page_size}
    if not scored:
        options |= order_options(question.sort)
    searcher = opened.searcher

    def act() -> None:
        found = searcher.search(ready, **options)
        for _, address in found.hits:
            searcher.doc(address).get_first(STORED)
        for one, wanted in counts:
            searcher.aggregate(one, wanted)

    return act


def _wanted(facets: Sequence[Facet]) -> dict[str, Any]:
    return {facet.value: {"terms": {"field": facet_field(facet), "size": _MOST_VALUES}} for facet in facets}


class _Watched(Reader):
    """Remembers how long the server says it took, in all requests."""

    milliseconds = 0

    def search(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        found = super().search(request)
        _Watched.milliseconds += found["took"]
        return found


def _took(engine: ElasticEngine, question: Question, query: Query) -> Act:
    """What the server says of the very requests our engine sends: it asks again, nothing is spelled beforehand."""
    plain = replace(query, marks=type(query.marks)())
    watched = _Watched(engine.client, engine.indexes.read)

    def act() -> float:
        usual, engine.reader = engine.reader, watched
        _Watched.milliseconds = 0
        try:
            engine.answer(question, plain)
        finally:
            engine.reader = usual
        return _Watched.milliseconds / 1000

    return act
