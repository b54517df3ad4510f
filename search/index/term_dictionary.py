"""The words that stand on the site, kept with the index: for "Bedoelde je" and for a word that is still being typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from search.contract import Engine
from search.dutch.analysis import word_of
from search.dutch.spelling import Speller
from search.dutch.words.base_forms import LINKS
from search.index.refreshed import Refreshed

# Suggestions may lag this much behind; words that are typed in full never do.
REFRESH_AFTER = 60.0
MOST_STARTING = 12
# Of a compound of two words of the site: shorter pieces make words out of any letters.
SHORTEST_WORD = 4
LONGEST_COMPOUND = 60


@dataclass(frozen=True)
class TermDictionary:
    """Folded words with the number of pages that hold them."""

    counts: Mapping[str, int]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def speller(self) -> Speller:
        return Speller(self.counts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words and of the parts of compounds."""
        found = map(word_of, self.counts)
        return frozenset(form for word in found for form in (word.stem, *word.parts))

    def starting_with(self, prefix: str) -> list[str]:
        """The most frequent words that start with `prefix`; none when it is a word by itself."""
        return [] if prefix in self.counts else self.beginning_with(prefix)

    def beginning_with(self, prefix: str) -> list[str]:
        """The most frequent words that start with `prefix`, the word itself too."""
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff")
        found = self._sorted[first:last]
        return sorted(found, key=lambda word: (-self.counts[word], word))[:MOST_STARTING]

    def parts_of(self, word: str) -> tuple[str, str] | tuple[()]:
        """Two words of the site that make up a folded word the site does not hold, else nothing.

        For compounds of words that no list knows (`telefoonwachtrij`). Of several, the two that stand on most pages.
        """
        if word in self.counts or not word.isalpha() or len(word) > LONGEST_COMPOUND:
            return ()
        found = [
            (min(self.counts[first], self.counts[last]), first, last)
            for border in range(SHORTEST_WORD, len(word) - SHORTEST_WORD + 1)
            for first in _without_link(word[:border])
            if (last := word[border:]) in self.counts and first in self.counts
        ]
        return max(found)[1:] if found else ()


def _without_link(piece: str) -> list[str]:
    """A piece of a compound as the word it may be, with and without the letters that bind it to the next."""
    words = [piece.removesuffix(link) for link in LINKS if piece.endswith(link)]
    return [word for word in words if len(word) >= SHORTEST_WORD]


NO_WORDS = TermDictionary({})


@dataclass
class SiteWordsCache:
    """The words of one engine, read again when its index has changed, but not more than once a minute."""

    engine: Engine
    _kept: Refreshed[TermDictionary] = field(default_factory=lambda: Refreshed(NO_WORDS, lambda _: REFRESH_AFTER))

    def words(self) -> TermDictionary:
        """Empty while another thread reads the first ones.

        :raises EngineError: when the index cannot be read.
        """
        return self._kept.of(self.engine.stamp(), lambda: TermDictionary(self.engine.words()))
