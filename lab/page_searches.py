"""A whole search page beside Wagtail's own database search for the same words, on the pages of this site."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail.models import Page

from lab.page_addresses import searches
from search.parameters import parse
from search.service import answer

KINDS = ("search: one word", "search: two words", "search: a sentence", "search: words and two filters")
EACH = 10
ROUNDS = 5
# Seconds for one layer of one kind; then no more questions are begun.
_PATIENCE = 40.0
Act = Callable[[], object]


def measure() -> dict[str, Any]:
    """Per kind and layer the seconds of every question, of the processor and by the clock; `pages`: how many live.

    Wagtail gives the ten best and their number; it knows no facets and marks nothing.
    """
    client = Client()
    found: dict[str, Any] = {}
    for kind in KINDS:
        sample = searches()[kind][:EACH]
        asked = [parse(QueryDict(address.partition("?")[2])).question for address in sample]
        layers: dict[str, list[Act]] = {
            "page": [partial(client.get, address) for address in sample],
            "Answer": [partial(answer, question) for question in asked],
            "Wagtail, any word": [partial(_wagtail, question.text, "or") for question in asked],
            "Wagtail, all words": [partial(_wagtail, question.text, "and") for question in asked],
        }
        found[kind] = {layer: _times(acts) for layer, acts in layers.items()}
    return {"kinds": found, "pages": Page.objects.live().count()}


def _wagtail(text: str, operator: str) -> object:
    results = Page.objects.live().search(text, operator=operator)
    return list(results[:10]), results.count()


def _times(acts: list[Act]) -> dict[str, list[float]]:
    until = time.monotonic() + _PATIENCE
    acts[0]()
    times: dict[str, list[float]] = {"processor": [], "clock": []}
    for act in islice(acts * ROUNDS, ROUNDS * len(acts)):
        if time.monotonic() > until:
            break
        started, used = time.perf_counter(), time.thread_time()
        act()
        times["processor"].append(time.thread_time() - used)
        times["clock"].append(time.perf_counter() - started)
    return times
