"""Which engine answers, as the settings say, and the words kept with it. One of each per process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.contract import Engine
from search.embedded.engine import EmbeddedEngine
from search.site_words import SiteWordsCache

_words: WeakKeyDictionary[Engine, SiteWordsCache] = WeakKeyDictionary()


def get_engine() -> Engine:
    """The engine the settings name; one per process.

    :raises ImproperlyConfigured: when `SEARCH_URL` names an engine that does not exist.
    """
    return make_engine(settings.SEARCH_URL, settings.SEARCH_INDEX_DIR)


def site_words() -> SiteWordsCache:
    """The words that stand on the site, as this process last read them from its index."""
    engine = get_engine()
    if engine not in _words:
        _words[engine] = SiteWordsCache(engine)
    return _words[engine]


@cache
def make_engine(url: str, directory: Path) -> Engine:
    if url != "embedded:":
        raise ImproperlyConfigured("SEARCH_URL is wrong: it must be embedded:")
    return EmbeddedEngine(directory)
