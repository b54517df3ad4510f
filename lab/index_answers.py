"""The same questions to the bare engine and to ours, in turn, in one process with everything warm.

Times are of the processor, spent by the thread that asks: neighbours on the machine hardly change them. Only what
another process does is by the clock: what Elasticsearch says it took, and `... by the clock`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lab.bare_engines import Act, bare
from lab.drawn_records import draw_record
from lab.index_questions import analyser, known, questions
from lab.large_engines import engine_at
from lab.resident import peak_memory
from search.contract import Engine, Query, Question
from search.dutch.highlight import Terms
from search.elastic.engine import ElasticEngine
from search.site_words import SiteWords

BARE, CLOCK = "bare", "by the clock"
ROUNDS = 4
FEWEST = 2
UPDATES = 10
# Seconds for one kind of question; then no more rounds begin.
_PATIENCE = 60.0
# Per layer, per question: seconds of each round.
Times = dict[str, list[list[float]]]


def measure(name: str, place: str, count: int) -> dict[str, Any]:
    """Per kind of question, layer and question the seconds of each round; updates; peak memory.

    Layers: `bare` (see `bare_engines`), `answer` without marks (the same work), `marked` (the whole Answer) and `asked`
    (with the analysis of the question before it).
    """
    engine = engine_at(name, place)
    words = SiteWords(engine.words())
    kinds = {kind: _times(engine, words, sample) for kind, sample in questions().items()}
    return {
        "kinds": {kind: times for kind, (times, _) in kinds.items()},
        "found": {kind: found for kind, (_, found) in kinds.items()},
        "words": len(words.counts),
        "memory": peak_memory(),
        "updates": _updates(engine, count),
    }


def _times(engine: Engine, words: SiteWords, sample: list[Question]) -> tuple[Times, int]:
    """The times of each layer, and the most pages that one of the questions finds."""
    analyse = analyser(known(words, engine.shares))
    times: Times = {}
    found = 0
    started = time.monotonic()
    prepared = []
    for question in sample:
        query = analyse(question)
        found = max(found, engine.answer(question, query).total)
        prepared.append((question, query, bare(engine, question, query)))
    for number in range(ROUNDS):
        if number >= FEWEST and time.monotonic() - started > _PATIENCE:
            break
        for place, (question, query, ready) in enumerate(prepared):
            layers = _layers(engine, analyse, question, query, ready)
            for layer in layers if (number + place) % 2 else reversed(layers):
                for name, seconds in _seconds(layer, layers[layer]).items():
                    rounds = times.setdefault(name, [[] for _ in sample])
                    rounds[place].append(seconds)
    return times, found


def _layers(
    engine: Engine, analyse: Callable[[Question], Query], question: Question, query: Query, ready: Act
) -> dict[str, Act]:
    plain = replace(query, marks=Terms())
    layers: dict[str, Act] = {
        BARE: ready,
        "answer": lambda: _done(engine.answer(question, plain)),
        "marked": lambda: _done(engine.answer(question, query)),
        "asked": lambda: _done(engine.answer(question, analyse(question))),
    }
    if isinstance(engine, ElasticEngine):  # its bare act is our own answer, of which the server says what it took
        del layers["answer"]
    return layers


def _done(answer: object) -> None:
    """Only the time counts."""


def _seconds(layer: str, act: Act) -> dict[str, float]:
    """How long it takes; when the server says what it took, that is the bare time and the rest is ours."""
    started, used = time.perf_counter(), time.thread_time()
    took = act()
    ours, whole = time.thread_time() - used, time.perf_counter() - started
    named = "answer" if took is not None else layer
    return {named: ours, f"{named} {CLOCK}": whole} | ({} if took is None else {layer: took})


def _updates(engine: Engine, count: int) -> list[float]:
    """Seconds from the write of one changed page until a question finds it by its new word."""
    analyse = analyser(known(SiteWords({}), engine.shares))
    times = []
    for place in range(UPDATES):
        page_id, word = 1 + place * max(count // UPDATES, 1), f"qx{chr(97 + place)}vwz"
        record = draw_record(page_id, more=word, version=place + 1)
        question = Question(word)
        started = time.perf_counter()
        engine.write([record], {})
        hits = engine.answer(question, analyse(question)).hits
        times.append(time.perf_counter() - started)
        if [hit.page_id for hit in hits] != [page_id]:
            raise RuntimeError(f"{word} is not found after the write")
    return times
