"""Builds an index of made-up records in this process and asks it, warm; `lab.large_index` runs it.

Times are of the processor, spent by the thread that asks: neighbours on the machine hardly change them. Elasticsearch
is another process, so there the clock counts too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from core.published import Document
from lab.language import LONG_TAIL, dutch
from lab.records import LISTS, draw_record, draw_records
from search.backends.elasticsearch import client
from search.backends.elasticsearch.address import parse_address
from search.backends.elasticsearch.engine import ElasticEngine
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.embedded.facet_cache import Remembered
from search.backends.embedded.queries import Queries
from search.contract import Changes, Engine, Facet, Query, Question
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, starter_groups
from search.index.fields import STORED, facet_field
from search.index.term_dictionary import TermDictionary
from search.query.analysis import Lexicon, build_query
from search.query.planner import narrowed

EACH, ROUNDS, UPDATES = 20, 4, 10
# Values of a facet that are counted, at most.
_MOST_VALUES = 20_000


def measure(name: str, place: str, count: int) -> dict[str, Any]:
    """Seconds to build, bytes, seconds until an update is found, and per kind of question and layer the seconds.

    `place` is a directory for the embedded engine, and an address with a prefix for Elasticsearch. Layers: `bare` (the
    same work by tantivy with a ready query; embedded only), `answer` (with marks) and `clock` (that by the clock).
    """
    engine = engine_at(name, place)
    drawn = _Drawn(count)
    started, used = time.perf_counter(), time.process_time()
    engine.rebuild(iter(drawn), Changes)
    built, processor = time.perf_counter() - started, time.process_time() - used
    words = TermDictionary(engine.words())
    analyse = analyser(Lexicon(words.starting_with, engine.shares))
    kinds = {kind: _times(engine, analyse, sample) for kind, sample in questions().items()}
    return {
        "built": built - drawn.seconds,
        "processor": processor - drawn.seconds,
        "words": len(words.counts),
        "kinds": kinds,
        "updates": [_update(engine, analyse, number, count) for number in range(UPDATES)],
    }


def engine_at(name: str, place: str) -> Engine:
    if name == "embedded":
        # Every question counts its facets, also when it was asked before.
        return EmbeddedEngine(Path(place), remembered=Remembered(0))
    # A busy machine is measured, not given up.
    client.READ_TIMEOUT = client.WRITE_TIMEOUT
    return ElasticEngine(parse_address(place), grace=0.0)


class _Drawn:
    """Records one by one, with the processor seconds it took to make them up, which are not the engine's."""

    def __init__(self, count: int) -> None:
        self.count, self.seconds = count, 0.0

    def __iter__(self) -> Iterator[Document]:
        records = draw_records(self.count)
        while True:
            used = time.thread_time()
            record = next(records, None)
            self.seconds += time.thread_time() - used
            if record is None:
                return
            yield record


def questions() -> dict[str, list[Question]]:
    """Some different questions of each kind, the same ones at every size, from the commonest words to rare ones."""
    rng, words = Random("large index"), dutch(LONG_TAIL).words
    common, middle, rare = words[20:400], words[400:4000], words[4000:20_000]

    def two() -> str:
        return f"{rng.choice(common)} {rng.choice(middle)}"

    def filters() -> dict[Facet, tuple[str, ...]]:
        return {
            facet: tuple(f"{facet.value}-{place}" for place in rng.sample(range(LISTS[facet]), 2))
            for facet in (Facet.FAMILY, Facet.CHANNEL)
        }

    return {
        "nothing asked": [Question()],
        "one common word": [Question(rng.choice(common)) for _ in range(EACH)],
        "one rare word": [Question(rng.choice(rare)) for _ in range(EACH)],
        "two words": [Question(two()) for _ in range(EACH)],
        "a sentence": [Question(f"{two()} {two()} {two()}") for _ in range(EACH)],
        "a quotation": [Question(f'"{rng.choice(words[:40])} {rng.choice(words[:40])}"') for _ in range(EACH)],
        "two words and two filters": [Question(two(), filters()) for _ in range(EACH)],
        "two filters alone": [Question("", filters()) for _ in range(EACH)],
    }


def analyser(site: Lexicon) -> Callable[[Question], Query]:
    """What the site does with the text of a question before it asks an engine. Without a database."""
    groups = Thesaurus(starter_groups())
    return lambda question: build_query(analyse_question(question.text), groups, site)


def _times(engine: Engine, analyse: Callable[[Question], Query], sample: list[Question]) -> dict[str, list[float]]:
    """Per layer the quickest of the rounds of each question; the layers are asked in turn."""
    times: dict[str, list[float]] = {}
    for question in sample:
        query = analyse(question)
        layers: dict[str, Callable[[], object]] = {
            "answer": lambda: engine.answer(question, query),  # noqa: B023 - used at once
        }
        if isinstance(engine, EmbeddedEngine):
            layers["bare"] = bare(engine, question, query)
        rounds: dict[str, list[float]] = {}
        for _ in range(ROUNDS + 1):
            for layer, act in layers.items():
                started, used = time.perf_counter(), time.thread_time()
                act()
                rounds.setdefault(layer, []).append(time.thread_time() - used)
                if layer == "answer":
                    rounds.setdefault("clock", []).append(time.perf_counter() - started)
        for layer, seconds in rounds.items():  # the first round warms up
            times.setdefault(layer, []).append(min(seconds[1:]))
    return times


def bare(engine: EmbeddedEngine, question: Question, query: Query) -> Callable[[], None]:
    """The same work by tantivy itself: a ready query, what is stored of the hits, the total and the counts."""
    opened = engine._reader.open()
    queries = Queries(opened.searcher, opened.schema)
    text, filters, searcher = engine._text(opened, queries, query)[0], question.filters, opened.searcher
    within = narrowed(text, filters, frozenset())
    ready, counted = (queries.spell if query.is_empty else queries.spell_scored)(within), queries.spell(within)
    counts = [(counted, [facet for facet in Facet if not filters.get(facet)])]
    counts += [
        (queries.spell(narrowed(text, filters, frozenset(), without=facet)), [facet])
        for facet in Facet
        if filters.get(facet)
    ]
    wanted = [
        (one, {facet.value: {"terms": {"field": facet_field(facet), "size": _MOST_VALUES}} for facet in facets})
        for one, facets in counts
    ]

    def act() -> None:
        for _, address in searcher.search(ready, limit=question.page_size).hits:
            searcher.doc(address).get_first(STORED)
        for one, aggregations in wanted:
            searcher.aggregate(one, aggregations)

    return act


def _update(engine: Engine, analyse: Callable[[Question], Query], place: int, count: int) -> float:
    """Seconds from the write of one changed page until a question finds it by its new word.

    :raises RuntimeError: when it is not found.
    """
    page_id, word = 1 + place * max(count // UPDATES, 1), f"qx{chr(97 + place)}vwz"
    record, question = draw_record(page_id, more=word, version=place + 1), Question(word)
    started = time.perf_counter()
    engine.write([record], {})
    hits = engine.answer(question, analyse(question)).hits
    if [hit.page_id for hit in hits] != [page_id]:
        raise RuntimeError(f"{word} is not found after the write")
    return time.perf_counter() - started
