"""Which engine answers, as the settings say, and the words kept with it. One of each per process."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.contract import Engine
from search.embedded.engine import EmbeddedEngine
from search.site_words import SiteWordsCache


@cache
def get_engine() -> Engine:
    """The engine of this process.

    :raises ImproperlyConfigured: when `SEARCH_URL` names an engine that does not exist.
    """
    if settings.SEARCH_URL != "embedded:":
        raise ImproperlyConfigured("SEARCH_URL is wrong: it must be embedded:")
    return EmbeddedEngine(settings.SEARCH_INDEX_DIR)


@cache
def site_words() -> SiteWordsCache:
    """The words that stand on the site, as this process last read them from its index."""
    return SiteWordsCache(get_engine())
