"""Short texts in memory, found by a question while it is typed: titles with the words that lead to each."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from search.contract import Alternative, Query, Word
from search.dutch.analysis import analyse, parts_of
from search.dutch.tokens import pieces_of, surfaces

# How much a word counts as a part of a compound in the title, and as one of the other words, beside the title (1).
IN_PART = 0.8
ELSEWHERE = 0.5

# A word -> the places of the texts that hold it, each once.
Places = dict[str, "array[int]"]


@dataclass(frozen=True, slots=True)
class _Forms:
    written: tuple[str, ...]
    stem: str
    parts: tuple[str, ...]
    is_stopword: bool


@dataclass(frozen=True)
class TitleIndex:
    """Texts by place, from 0: in the order they were put. Read-only, safe to share between threads.

    `stems`, `parts` and `written` are the words of the titles: as stems (without stop words), as stems of the parts of
    compounds, and folded; `others` the stems of the words beside it. `counts` says how many titles hold each folded
    word.
    """

    stems: Places
    parts: Places
    written: Places
    others: Places
    counts: Mapping[str, int]

    def find(self, query: Query, minimum: int, most: int, least: float = 0.0) -> dict[int, float]:
        """The places of at most so many texts that hold `minimum` words of the query, the best first, with their score.

        A word counts as held when it weighs `least` or more. The score is the sum of the weights: 1 for a word that
        stands in the title as it was asked.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        held: Counter[int] = Counter()
        for word in query.words:
            for place, weight in self._word(word).items():
                if weight >= least:
                    scores[place] += weight
                    held[place] += 1
        places = {place for place, count in held.items() if count >= minimum}
        if query.required:
            required = reduce(and_, (self._word(word).keys() for word in query.required))
            places = places & required if query.words else set(required)
        for word in query.excluded:
            places -= self._word(word).keys()
        for word in query.optional:
            for place, weight in self._word(word).items():
                scores[place] += weight
        best = heapq.nsmallest(most, places, key=lambda place: (-scores[place], place))
        return {place: scores[place] for place in best}

    def share(self, stem: str) -> int:
        """How many titles hold the stem."""
        return len(self.stems.get(stem, ()))

    def _word(self, word: Word) -> dict[int, float]:
        """The titles that match a word of the question, each with the weight of its best match."""
        best: dict[int, float] = {}
        for one in word:
            for place, weight in self._alternative(one).items():
                if weight > best.get(place, 0.0):
                    best[place] = weight
        return best

    def _alternative(self, one: Alternative) -> dict[int, float]:
        held = [self._term(term, as_written=one.as_written) for term in one.terms]
        if len(held) == 1:
            return {place: weight * one.weight for place, weight in held[0].items()}
        held.sort(key=len)
        places = reduce(and_, (each.keys() for each in held))
        return {place: min(each[place] for each in held) * one.weight for place in places}

    def _term(self, term: str, *, as_written: bool) -> dict[int, float]:
        if as_written:
            return dict.fromkeys(self.written.get(term, ()), 1.0)
        found = dict.fromkeys(self.others.get(term, ()), ELSEWHERE)
        found.update(dict.fromkeys(self.parts.get(term, ()), IN_PART))
        found.update(dict.fromkeys(self.stems.get(term, ()), 1.0))
        return found


@dataclass
class TitleIndexBuilder:
    """Fills a title index. Every different word is analysed once, whatever the number of texts.

    `whole` are the stems of the words that are not split into parts.
    """

    whole: frozenset[str] = frozenset()
    _stems: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _parts: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _written: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _others: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _known: dict[str, _Forms | None] = field(default_factory=dict)

    def put(self, place: int, title: str, others: Iterable[str] = ()) -> None:
        """A text at a place, with other words that lead to it."""
        for forms in self._forms(title):
            if not forms.is_stopword:
                self._stems[forms.stem].add(place)
            for part in forms.parts:
                self._parts[part].add(place)
            for word in forms.written:
                self._written[word].add(place)
        for text in others:
            for forms in (each for each in self._forms(text) if not each.is_stopword):
                for stem in (forms.stem, *forms.parts):
                    self._others[stem].add(place)

    def finish(self) -> TitleIndex:
        counts = {word: len(places) for word, places in self._written.items() if word.isalnum()}
        return TitleIndex(
            stems=_packed(self._stems),
            parts=_packed(self._parts),
            written=_packed(self._written),
            others=_packed(self._others),
            counts=counts,
        )

    def _forms(self, text: str) -> Iterable[_Forms]:
        for surface in surfaces(text):
            if surface not in self._known:
                self._known[surface] = _analysed(surface, self.whole)
            if forms := self._known[surface]:
                yield forms


def _analysed(surface: str, whole: frozenset[str]) -> _Forms | None:
    """None for what folds to nothing."""
    words = analyse(surface)
    if not words:
        return None
    [word] = words
    return _Forms((word.folded, *pieces_of(surface)), word.stem, parts_of(word, whole), word.is_stopword)


def _packed(places: Mapping[str, set[int]]) -> Places:
    return {word: array("I", sorted(found)) for word, found in places.items()}


def fill(rows: Iterable[tuple[str, Iterable[str]]], whole: frozenset[str] = frozenset()) -> TitleIndex:
    """An index of titles with their other words, in this order."""
    builder = TitleIndexBuilder(whole)
    for place, (title, others) in enumerate(rows):
        builder.put(place, title, others)
    return builder.finish()
