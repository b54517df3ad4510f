"""Where the time of a search page goes: engine, highlights, cards, template, database and the rest."""

from __future__ import annotations

from django.db import connection
from django.template.base import Template
from django.test import Client

from home.templatetags import home_tags
from lab.page_addresses import searches
from lab.stopwatch import Stopwatch
from search import page, service, shown, views
from search.embedded import engine
from search.embedded.reader import Reader
from search.hits import Stored
from search.site_words import SiteWordsCache

ROUNDS = 12
_KINDS = ("search: two words", "search: a sentence", "search: words and two filters", "search: nothing asked")

# What is timed by itself; whatever these call that is not in the list counts as theirs.
WATCHED = [
    (views, "parse", "read the address"),
    (service, "analyse_question", "Dutch analysis of the question"),
    (service, "lists", "lists of editors"),
    (service, "did_you_mean", "bedoelde je"),
    (service, "_labelled", "labels of facets"),
    (service, "_not_public", "public check"),
    (SiteWordsCache, "words", "words of the site"),
    (engine.EmbeddedEngine, "answer", "engine: other"),
    (Reader, "open", "engine: is the index as it was"),
    (engine, "window", "engine: hits"),
    (engine, "facet_counts", "engine: facet counts"),
    (Stored, "unpack", "engine: read stored pages"),
    (Stored, "hit", "highlights"),
    (shown, "cards_by_page", "cards"),
    (page, "offers", "filters to offer"),
    (home_tags, "menus", "menus"),
    (page, "_groups", "addresses of facet values"),
    (Template, "render", "template"),
]


def measure() -> dict[str, dict[str, float]]:
    """Per kind of question: seconds per page by label; `rest` is Django itself (routing, middleware, the view)."""
    return {kind: _profile(searches()[kind]) for kind in _KINDS}


def _profile(sample: list[str]) -> dict[str, float]:
    client = Client()
    for address in sample:
        client.get(address)
    watch, pages = Stopwatch(), 0
    with watch.watching(WATCHED), connection.execute_wrapper(watch.on_query):
        for _ in range(max(ROUNDS, len(sample)) // len(sample) + 1):
            for address in sample:
                with watch.time("rest"):
                    client.get(address)
                pages += 1
    return {label: seconds / pages for label, seconds in watch.seconds.items()}
