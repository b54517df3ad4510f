"""Spelling: "did you mean", from the words of the site itself.

Optimal string alignment distance (Damerau-Levenshtein with each piece edited once): one edit for words of four to nine
letters, two from ten on and then with the same first letter. A suggestion is always a word that the site holds, so it
always finds something.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from search.dutch.tokens import tokenise
from search.dutch.words import lists
from search.dutch.words.base_forms import LINKS
from search.dutch.words.folding import fold
from search.dutch.words.orthography import singulars
from search.dutch.words.stopwords import is_stopword

SHORTEST, SHORT = 4, 5
LONGEST = 40
SHORTEST_PART = 4
LONG = 10


def max_distance(word: str) -> int:
    """Return how many edits a word may be away: 0 below four letters, 1 below eight, else 2."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 8 else 2


class Speller:
    """Suggests corrections from a vocabulary of unstemmed folded words with the number of pages that hold them.

    Read-only after construction and safe to share between threads. Build a new one when the vocabulary changes.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the words of the site.

        Words with a digit and words below four letters can be known but are never suggested.
        """
        self._frequency = dict(vocabulary)
        self._by_length: dict[int, list[str]] = {}
        for word in self._frequency:
            if len(word) >= SHORTEST and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self._cached = lru_cache(maxsize=4096)(self._suggest)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is right as it is.

        On the site, a stop word, a name, in the Dutch word lists, or the plural of one (``bomen``).
        """
        modifiers, heads = lists.parts()
        return (
            word in self._frequency
            or is_stopword(word)
            or word in lists.protected_names()
            or word in modifiers
            or word in heads
            or word in lists.base_forms()
            or (word.endswith(("en", "s")) and any(one in modifiers or one in heads for one in singulars(word)))
        )

    def suggest(self, word: str) -> str | None:
        """Return the folded word that was probably meant, or None.

        The word is known, too short, holds a digit, or nothing is near.
        """
        folded = fold(word)
        if not SHORTEST <= len(folded) <= LONGEST or not folded.isalpha() or self.knows(folded):
            return None
        return self._cached(folded)

    def correct(self, question: str) -> str | None:
        """Return `question` with every wrong word replaced the rest as typed, or None when nothing needs replacing."""
        pieces: list[str] = []
        done = 0
        for token in tokenise(question):
            suggestion = self.suggest(token.folded)
            if suggestion is not None:
                pieces += (question[done : token.start], _like(token.surface, suggestion))
                done = token.end
        return "".join((*pieces, question[done:])) if pieces else None

    def _suggest(self, word: str) -> str | None:
        return self._nearest(word) or self._with_corrected_part(word)

    def _nearest(self, word: str) -> str | None:
        """Return the nearest word of the vocabulary within reach.

        Of equals the one with the same first letter, then the most frequent.
        """
        candidates = self._candidates(word, max_distance(word))
        return min(candidates, default=(0, False, 0, None))[3]

    def _candidates(self, word: str, reach: int) -> Iterator[tuple[int, bool, int, str | None]]:
        for length in range(len(word) - reach, len(word) + reach + 1):
            for candidate in self._by_length.get(length, ()):
                distance = OSA.distance(word, candidate, score_cutoff=reach)
                if distance <= reach and _is_likely(word, candidate, distance):
                    yield distance, candidate[0] != word[0], -self._frequency[candidate], candidate

    def _with_corrected_part(self, word: str) -> str | None:
        """Return a compound with its one wrong part corrected (``toeslagafspraka`` -> ``toeslagafspraak``), or None."""
        for border in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first, last = word[:border], word[border:]
            if self._opens(first) and not self.knows(last) and (right := self._nearest(last)):
                return first + right
            if last in self._frequency and not self._opens(first) and (left := self._nearest(first)):
                return left + last
        return None

    def _opens(self, piece: str) -> bool:
        """Tell whether `piece`, without a linking letter, is a word of the site or one that can open a compound."""
        modifiers = lists.parts()[0]
        stripped = (piece.removesuffix(link) for link in LINKS)
        return any(
            len(first) >= SHORTEST_PART and (first in self._frequency or first in modifiers) for first in stripped
        )


def _is_likely(word: str, candidate: str, distance: int) -> bool:
    """Tell whether one may be typed for the other.

    Nearly every word of four letters becomes another word by another letter (``bieb``, ``bied``), one of five by
    another first letter (``cloud``, ``aloud``), and a long one by another beginning (``bestrijden``, ``strijden``).
    """
    if (len(word) == SHORTEST and len(candidate) == SHORTEST) or (len(word) == SHORT and candidate[0] != word[0]):
        return sorted(word) == sorted(candidate)
    return distance < 2 or (word[0] == candidate[0] and len(word) >= LONG)


def _like(surface: str, suggestion: str) -> str:
    """Return `suggestion` with the capital of `surface`, if it has one."""
    return suggestion.capitalize() if surface[:1].isupper() else suggestion
