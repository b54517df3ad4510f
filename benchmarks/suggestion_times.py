"""Suggestions for what people have typed so far: the whole answer over the address, in process, warm."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

from django.test import Client

from benchmarks.drawn_questions import texts_of_content
from benchmarks.tables import percentile
from search.catalogue import make_catalogue
from search.engines import get_engine

COUNT = 1_500
SEED = 7


def measure() -> dict[str, float]:
    """Seconds: p50, p95 and p99 of an answer, of the processor alone (`cpu`), and to read all titles (`made`).

    `answered` is the share with any suggestion.
    """
    client = Client()
    client.get("/zoeken/suggesties/?q=brief")
    started = time.perf_counter()
    make_catalogue(get_engine())
    made = time.perf_counter() - started
    walls, cpus, answered = [], [], 0
    for typed in _typed(COUNT):
        wall, cpu = time.perf_counter(), time.thread_time()
        response = client.get(f"/zoeken/suggesties/?{urlencode({'q': typed})}")
        cpus.append(time.thread_time() - cpu)
        walls.append(time.perf_counter() - wall)
        answered += bool(response.json()["suggestions"])
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: percentile(walls, share) for name, share in shares.items()}
    found |= {f"cpu {name}": percentile(cpus, share) for name, share in shares.items()}
    return {**found, "made": made, "answered": answered / COUNT}


def _typed(count: int) -> Iterator[str]:
    """Beginnings of words, sentences, compounds and slips of the finger; the same ones every time."""
    rng, texts = Random(SEED), texts_of_content()
    ways = [texts.word, texts.some, texts.sentence, texts.compound, texts.typo]
    for _ in range(count):
        text = rng.choice(ways)(rng)
        yield text[: rng.randint(2, max(len(text), 2))]
