"""Asks questions whose total is known beforehand, whatever is published meanwhile: a half-filled index would show.

A reader process of `lab.rebuild_under_load`; not run by hand.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.http import QueryDict

from search.backends.registry import site_words
from search.contract import Answer, Engine, Facet, Question
from search.curation.cache import current_curation
from search.dutch.questions import analyse_question
from search.query.analysis import build_query
from search.query_string import parse
from search.service import answer
from search.service.answers import known_of

# Words of the content: every page and every part of a page is in one of them.
_WORDS = ("formulier", "brief", "telefoon", "herinnering", "aanvraag", "gemeente", "afspraak", "betalen")
_ADDRESSES = ("", "soort=methode", "soort=praktijkvoorbeeld", "familie=gemeente", *(f"q={word}" for word in _WORDS))


def known(engine: Engine, uncertain: Collection[int]) -> list[dict[str, Any]]:
    """Per question the fewest and the most pages it may find, when those of `uncertain` may be gone for a while.

    :raises EngineError: when the engine fails.
    """
    curation, found = current_curation(), []
    site = known_of(engine, site_words().words(), curation.synonyms, curation.whole)
    for address in _ADDRESSES:
        question = _asked(address)
        query = build_query(analyse_question(question.text), curation.synonyms, site)
        most, least = (engine.answer(question, query, frozenset(hidden)).total for hidden in ((), uncertain))
        found.append({"address": address, "least": least, "most": most})
    return found


def wrong(found: Answer, one: dict[str, Any]) -> str:
    """What an answer to a known question shows that may not be, or an empty text."""
    kinds = sum(value.count for value in found.facets.get(Facet.KIND, ()))
    if found.engine == "database":
        return "only titles were looked at"
    if not one["least"] <= found.total <= one["most"]:
        return f"{one['address']!r} finds {found.total} pages instead of {one['least']} to {one['most']}"
    if not found.question.filters and kinds != found.total:
        return f"{one['address']!r} finds {found.total} pages and counts {kinds}"
    return ""


def measure(expected: list[dict[str, Any]], rate: float, stop: str) -> dict[str, Any]:
    """Seconds of every answer, what was wrong, and how many the copy gave; ends when the file `stop` exists.

    A question is asked late when the ones before it took too long: `rate` a second is what is tried.
    """
    questions = [(one, _asked(one["address"])) for one in expected]
    for _, question in questions:
        answer(question)
    Path(stop).with_name(f"ready-{os.getpid()}").touch()
    times: list[float] = []
    problems: list[str] = []
    by_copy, started = 0, time.monotonic()
    while not Path(stop).exists():
        one, question = questions[len(times) % len(questions)]
        time.sleep(max(started + len(times) / rate - time.monotonic(), 0.0))
        begun = time.perf_counter()
        found = answer(question)
        times.append(time.perf_counter() - begun)
        by_copy += found.degraded
        problems += filter(None, [wrong(found, one)])
    return {"times": times, "problems": problems, "by_copy": by_copy}


def _asked(address: str) -> Question:
    return parse(QueryDict(address)).question
