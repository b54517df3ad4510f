"""The Snowball Porter stemmer for Dutch: PyStemmer's `dutch_porter`, which Elasticsearch and PostgreSQL call "dutch".

Source: https://snowballstem.org/algorithms/dutch_porter/stemmer.html
"""

import threading
from functools import lru_cache

import Stemmer

PYSTEMMER_VERSION: str = Stemmer.version()

_local = threading.local()


@lru_cache(maxsize=65_536)
def porter(word: str) -> str:
    """Return the Porter stem of a folded word.

    A PyStemmer object must not be shared between threads, so each thread has its own.
    """
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("dutch_porter", 0)
    return str(stemmer.stemWord(word))
