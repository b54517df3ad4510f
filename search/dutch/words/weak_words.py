"""Weak words: words that seldom say what a question is about (`mensen`, `krijgen`, `minder`), in any form.

They stand in the index like any word; only a question takes them lightly.
"""

from functools import cache

from search.dutch.words import lists
from search.dutch.words.stems import stem


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, lists.weak_words()))


def is_weak(own_stem: str) -> bool:
    """Tell whether a stem is that of a weak word."""
    return own_stem in _stems()
