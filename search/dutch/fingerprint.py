"""Fingerprint of the analysis: an index is only valid for the fingerprint it was built with."""

import hashlib
import unicodedata

from search.dutch.words.lists import BY_HAND, DATA, GENERATED
from search.dutch.words.porter import PYSTEMMER_VERSION
from search.dutch.words.stopwords import STOPWORDS

CODE_VERSION = 6
"""Raise this by one whenever the code gives another token, stem or part for any text; a test guards it."""


def _lists_digest() -> str:
    """Return a short hash of every list the analysis uses."""
    digest = hashlib.sha256("\n".join(sorted(STOPWORDS)).encode())
    for name in (*GENERATED, *BY_HAND):
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()[:12]


FINGERPRINT = f"dutch{CODE_VERSION}-{_lists_digest()}-pystemmer{PYSTEMMER_VERSION}-unicode{unicodedata.unidata_version}"
"""Changes when the code version, a word list, the stemmer or the Unicode tables change.

Then every index must be rebuilt.
"""
