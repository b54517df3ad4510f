"""Compounds: the parts of a compound as stems, and the compounds that two separate words can form."""

from functools import lru_cache

from search.dutch.words.base_forms import LINKS
from search.dutch.words.folding import fold
from search.dutch.words.segmentation import segment
from search.dutch.words.stems import stem
from search.dutch.words.stopwords import words_of

PARTICLES = frozenset(words_of("aan af bij door in mee na om op over terug toe uit voor weg"))
"""Verb particles that stand apart in a sentence: ``vraag aan`` belongs to ``aanvraag``."""

MOST_LETTERS = 60


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """Return the stems of the parts of a compound (``uitkeringsaanvraag`` -> ``uitker``, ``aanvrag``), or nothing when
    it is none.

    Takes a word in any spelling and never raises.
    """
    return tuple(stem(part) for part in segment(fold(word)))


def join(left: str, right: str, *, right_is_stopword: bool = False) -> tuple[str, ...]:
    """Return the stems of the compounds that two neighbouring folded words can form, in both orders and with every
    linking letter.

    ``aanvraag formulier`` and ``formulier aanvraag`` both give the stem of ``aanvraagformulier``. Most results are
    words that do not exist, which costs nothing: no text holds them. Words with a digit form no compound, nor do stop
    words, except a particle that follows its verb: ``vraag aan`` gives the stem of ``aanvraag``.
    """
    if not (left.isalpha() and right.isalpha()) or len(left) + len(right) > MOST_LETTERS:
        return ()
    if right in PARTICLES:
        return (stem(right + left),)
    if right_is_stopword:
        return ()
    if min(len(left), len(right)) < 3:
        return (stem(left + right),)
    orders = ((left, right), (right, left))
    return tuple(dict.fromkeys(stem(first + link + last) for first, last in orders for link in LINKS))
