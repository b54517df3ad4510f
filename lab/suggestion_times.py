"""Suggestions for what people have typed so far: the whole answer over the address, in process, warm."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from unittest.mock import patch
from urllib.parse import urlencode

from django.test import Client

from lab.drawn_questions import texts_of_content
from lab.more_titles import with_more_titles
from lab.tables import percentile
from search import suggestions
from search.catalogue import make_catalogue
from search.engines import get_engine

COUNT = 1_500
SEED = 7


def measure(titles: int = 0) -> dict[str, float]:
    """Seconds: p50, p95 and p99 of an answer, of the processor alone (`cpu`), and to read all titles (`made`).

    `answered` is the share with any suggestion. With `titles`, made-up ones stand beside those of the site until there
    are so many; each leads to one of its pages, so that the database is asked for as many as otherwise.
    """
    client = Client()
    client.get("/zoeken/suggesties/?q=brief")
    started = time.perf_counter()
    known = make_catalogue(get_engine())
    made = time.perf_counter() - started
    larger = with_more_titles(known, titles) if titles else known
    with patch.object(suggestions, "catalogue_of", lambda _: larger):
        return _answers(client) | {"made": made}


def _answers(client: Client) -> dict[str, float]:
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
    return {**found, "answered": answered / COUNT}


def _typed(count: int) -> Iterator[str]:
    """Beginnings of words, sentences, compounds and slips of the finger; the same ones every time."""
    rng, texts = Random(SEED), texts_of_content()
    ways = [texts.word, texts.some, texts.sentence, texts.compound, texts.typo]
    for _ in range(count):
        text = rng.choice(ways)(rng)
        yield text[: rng.randint(2, max(len(text), 2))]
