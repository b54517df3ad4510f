"""Stems: the form under which all forms of a word are found.

Base form first (`base_forms`), then `porter`. Porter alone misses brief/brieven; Kraaij-Pohlmann, the other Snowball
stemmer for Dutch, takes gemeente and gemeen for one word.
"""

from functools import lru_cache

from search.dutch.words import lists
from search.dutch.words.base_forms import base_form
from search.dutch.words.folding import fold
from search.dutch.words.porter import porter
from search.dutch.words.stopwords import STOPWORDS

NOT_A_STOPWORD = "_"
"""Added to a stem that would be a stop word: ``meten`` has the stem ``met_``, or it would find every ``met``."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a word in any spelling (it is folded first).

    Protected names and words with a digit stay whole.

    Takes any string and never raises; empty when the word folds to nothing.
    """
    folded = fold(word)
    names = lists.protected_names()
    if folded in names or not folded.isalpha():
        return folded
    if folded.endswith("s") and folded[:-1] in names:
        return folded[:-1]
    if folded in STOPWORDS:
        return folded
    fixed = lists.own_stems()
    base = base_form(folded)
    own = fixed.get(folded) or fixed.get(base) or porter(base)
    return own + NOT_A_STOPWORD if own in STOPWORDS else own
