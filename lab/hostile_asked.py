"""Ask the site of this process hostile questions: each is answered by its engine, and in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.test import Client
from django.test.utils import override_settings

from lab.drawn_questions import texts_of_content
from lab.hostile import CONTROLS, DIRECTIONS, MARKUP, QUOTES, SCRIPTS, SIGNS, SYNTAX, hostile
from search.engines import EMBEDDED, get_engine
from search.parameters import parse
from search.rebuilding import rebuild
from search.service import answer
from search.standby import WithStandby

# An address of this many bytes is as long as a server takes with its defaults (a line of 4,094).
LONGEST = 4_000
# One in so many is asked as a whole page too.
WHOLE = 10
ATTEMPTS = 3
_TOO_LONG = 1.0
_PAUSE = 2.0
_FACETS = ("soort", "familie", "kanaal", "organisatie", "sorteer", "pagina")


def measure(count: int, seed: int, url: str) -> dict[str, Any]:
    """Ask so many; `url` is a `SEARCH_URL`, empty for the embedded engine. Writes an index at another one.

    Seconds per question, of the processor and by the clock; the failures as (address, sentence). One that takes too
    long or that its engine does not answer is asked again: a question that is bad is so every time, a busy machine not.
    """
    with override_settings(SEARCH_URL=url or EMBEDDED):
        engine = get_engine()
        if isinstance(engine, WithStandby):
            rebuild(engine.main)
        client = Client(raise_request_exception=False)
        found: dict[str, Any] = {"processor": [], "clock": [], "failures": [], "again": 0, "pages": 0}
        for place, address in enumerate(addresses(count, seed)):
            _ask(address, engine.name, found)
            if place % WHOLE == 0:
                found["pages"] += 1
                status = client.get(address).status_code
                if status not in (200, 404):
                    found["failures"].append((address, f"the page answers {status}"))
    return {**found, "count": count}


def addresses(count: int, seed: int) -> Iterator[str]:
    """So many different addresses with a hostile text, one in five with a hostile filter too."""
    rng = Random(f"{seed}/hostile")
    words = texts_of_content().words
    seen: set[str] = set()
    while len(seen) < count:
        pairs = [("q", _longest(rng) if rng.random() < 0.05 else hostile(rng, words))]
        if rng.random() < 0.2:
            pairs.append((rng.choice(_FACETS), hostile(rng, words)))
        address = f"/zoeken/?{urlencode(pairs, encoding='utf-8', errors='surrogateescape')}"[:LONGEST]
        if address not in seen:
            seen.add(address)
            yield address


def _longest(rng: Random) -> str:
    """More than an address can hold, of anything."""
    odd = [*CONTROLS, *QUOTES, *MARKUP, *SYNTAX, *SIGNS, *DIRECTIONS, *SCRIPTS, "brief", "a1", " "]
    some = rng.sample(odd, rng.randint(1, 6))
    return "".join(rng.choices(some, k=LONGEST))


def _ask(address: str, name: str, found: dict[str, Any]) -> None:
    for attempt in range(ATTEMPTS):
        started, used = time.perf_counter(), time.process_time()
        given = answer(parse(QueryDict(address.partition("?")[2])).question)
        processor, clock = time.process_time() - used, time.perf_counter() - started
        good = given.engine == name and not given.degraded
        if good and clock < _TOO_LONG:
            break
        found["again"] += 1
        if attempt < ATTEMPTS - 1:
            time.sleep(_PAUSE)
    else:
        found["failures"].append((address, f"answered by {given.engine or 'a title query'} in {clock:.1f} s"))
    found["processor"].append(processor)
    found["clock"].append(clock)
