"""One short text, such as the label of a filter, and how well it fits a question that is still being typed."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from search.contract import Query, Word
from search.dutch.analysis import parts_of, words

# How much a word counts as a part of a compound in the text, and as one of the other words, beside the text (1).
IN_PART = 0.8
ELSEWHERE = 0.5


@dataclass(frozen=True, slots=True)
class ShortText:
    """The words of a text: folded, their stems (without stop words), the stems of the parts of its compounds, and the
    stems and parts of other words that lead to it.
    """

    written: frozenset[str]
    stems: frozenset[str]
    parts: frozenset[str]
    others: frozenset[str]

    def score(self, query: Query, minimum: int, least: float = 0.0) -> float | None:
        """The sum of what each word of the query weighs here, 1 for a word that stands in the text as it was asked.

        None when it does not fit: it must hold `minimum` of the words, those that weigh `least` or more.
        """
        held = [weight for weight in map(self._weight, query.words) if weight and weight >= least]
        fits = len(held) >= minimum if query.words else bool(query.required)
        if not fits or not all(map(self._weight, query.required)) or any(map(self._weight, query.excluded)):
            return None
        return sum(held) + sum(map(self._weight, query.optional))

    def _weight(self, word: Word) -> float:
        """The weight of the best alternative; 0 when none stands here."""
        found = (one.weight * min(self._term(term, as_written=one.as_written) for term in one.terms) for one in word)
        return max(found, default=0.0)

    def _term(self, term: str, *, as_written: bool) -> float:
        if as_written:
            return float(term in self.written)
        if term in self.stems:
            return 1.0
        return IN_PART if term in self.parts else ELSEWHERE if term in self.others else 0.0


def short_text(text: str, others: Iterable[str] = (), whole: frozenset[str] = frozenset()) -> ShortText:
    """`others` are the other words that lead to it, `whole` the stems of the words that are not split into parts."""
    own = words(text)
    beside = [word for other in others for word in words(other) if not word.is_stopword]
    return ShortText(
        written=frozenset(form for word in own for form in (word.folded, *word.pieces)),
        stems=frozenset(word.stem for word in own if not word.is_stopword),
        parts=frozenset(part for word in own for part in parts_of(word, whole)),
        others=frozenset(form for word in beside for form in (word.stem, *parts_of(word, whole))),
    )


def best_of(
    texts: Iterable[ShortText], query: Query, *, minimum: int, most: int, least: float = 0.0
) -> list[tuple[int, float]]:
    """The places and scores of at most so many texts that fit, the best first."""
    scores = ((place, text.score(query, minimum, least)) for place, text in enumerate(texts))
    fitting = [(place, score) for place, score in scores if score is not None]
    return heapq.nsmallest(most, fitting, key=lambda found: (-found[1], found[0]))
