"""Which engine answers, as the settings say, and the words kept with it. One of each per process."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.backends.elasticsearch.address import WrongAddress, parse_address
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.failover import WithStandby
from search.contract import Engine
from search.index.term_dictionary import SiteWordsCache

EMBEDDED = "embedded:"

_making = threading.Lock()
_words: WeakKeyDictionary[Engine, SiteWordsCache] = WeakKeyDictionary()


def get_engine() -> Engine:
    """The engine the settings name; one per process.

    :raises ImproperlyConfigured: when `SEARCH_URL` names an engine that does not exist.
    """
    with _making:  # Making one asks nothing of a server.
        return make_engine(settings.SEARCH_URL, settings.SEARCH_INDEX_DIR)


def kept(engine: Engine) -> tuple[Engine, ...]:
    """The indexes behind an engine, each kept up to date by itself; the one on this machine first."""
    return (engine.standby, engine.main) if isinstance(engine, WithStandby) else (engine,)


def site_words() -> SiteWordsCache:
    """The words that stand on the site, as this process last read them from its index."""
    engine = get_engine()
    return _words.setdefault(engine, SiteWordsCache(engine))


@cache
def make_engine(url: str, directory: Path) -> Engine:
    embedded = EmbeddedEngine(directory)
    if url == EMBEDDED:
        return embedded
    # Its client is a fifth of the time that every command and server takes to start, so only who has a server pays.
    from search.backends.elasticsearch.engine import ElasticEngine

    try:
        return WithStandby(ElasticEngine(parse_address(url)), embedded)
    except WrongAddress as error:
        raise ImproperlyConfigured(str(error)) from None
