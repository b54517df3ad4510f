"""Measures queries, time and bytes of every kind of page, each made for the request; `lab.volume` runs it."""

from __future__ import annotations

import time
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import CasePage
from lab.language import dutch
from lab.tables import percentile
from methods.models import MethodPage
from search.backends.registry import get_engine
from search.indexing.reindex import rebuild

SAMPLE, ROUNDS = 25, 60
SOME = ("formulier", "brief", "telefoon", "herinnering", "aanvraag", "gemeente", "afspraak", "betalen")


def measure() -> dict[str, Any]:
    """Per kind of page the most queries, p50 and p95 in seconds and bytes of the largest; and seconds of a rebuild.

    :raises RuntimeError: when a page does not answer with 200.
    """
    settings.PAGE_CACHE_MB = 0
    started = time.perf_counter()
    rebuild(get_engine())
    rebuilt = time.perf_counter() - started
    return {"kinds": {kind: _measure(sample) for kind, sample in addresses().items()}, "rebuild": rebuilt}


def addresses() -> dict[str, list[str]]:
    """Addresses per kind of page, always the same; the methods and cases with the most rows are among them."""
    methods = MethodPage.objects.annotate(weight=Count("counted_results", distinct=True))
    cases = CasePage.objects.annotate(weight=Count("results", distinct=True))
    spread = {
        name: [page.get_url() for page in pages.order_by("-weight", "pk")[: 2 * SAMPLE : 2]]
        for name, pages in (("method", methods), ("case", cases))
    }
    return {
        "home": ["/"],
        **spread,
        "lists": ["/methoden/", "/methoden/?pagina=2", "/praktijk/", "/praktijk/?pagina=3"],
        "family, theme, channel": ["/families/gemeente/", "/themas/kanaalsturing/", "/kanalen/post/"],
        "search: nothing asked": ["/zoeken/"],
        "search: words": searches(),
        "search: filters alone": ["/zoeken/?familie=gemeente&kanaal=post", "/zoeken/?richting=beter&opzet=loting"],
        "search: a typo": ["/zoeken/?q=herinering", "/zoeken/?q=formuleir+brieff"],
        "search: nothing found": ["/zoeken/?q=xqzvwk+wvqxz&familie=waterschap"],
    }


def searches() -> list[str]:
    """Addresses of search pages: a word, two words, and words with filters."""
    rng, words = Random("searches"), dutch().words[20:400]
    pairs = ["+".join(rng.sample(words, 2)) for _ in SOME]
    filtered = [f"{word}&familie=gemeente&kanaal=post&kanaal=web" for word in SOME]
    return [f"/zoeken/?q={question}" for question in (*SOME, *pairs, *filtered)]


def _measure(sample: list[str]) -> dict[str, Any]:
    client = Client()
    queries, sizes, times = [], [], []
    for address in sample:
        _get(client, address)
        with CaptureQueriesContext(connection) as captured:
            sizes.append(len(_get(client, address)))
        queries.append(len(captured))
    for place in range(max(ROUNDS, len(sample))):
        started = time.process_time()
        _get(client, sample[place % len(sample)])
        times.append(time.process_time() - started)
    p50, p95 = (percentile(times, share) for share in (0.5, 0.95))
    return {"queries": max(queries), "p50": p50, "p95": p95, "bytes": max(sizes)}


def _get(client: Client, address: str) -> bytes:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return bytes(response.content)
