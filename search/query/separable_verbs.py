"""Verbs that stand apart in a sentence: `stellen het uit` is uitstellen, `in te loggen` is inloggen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.dutch.analysis import AnalysedToken
from search.dutch.words.compounds import PARTICLES
from search.dutch.words.stems import stem

# So many words may stand between a verb and its particle.
FARTHEST = 3
_TO = "te"


def verbs_apart(words: Sequence[AnalysedToken]) -> Iterator[tuple[str, int, int]]:
    """The stem of each verb that these words may form, with the places of its first and last word.

    Most are no words, which does no harm: no page holds them. A particle directly behind its verb is left to
    `compounds.join`.
    """
    for place, word in enumerate(words):
        if word.folded not in PARTICLES:
            continue
        if place + 2 < len(words) and words[place + 1].folded == _TO and words[place + 2].folded.isalpha():
            yield stem(word.folded + words[place + 2].folded), place, place + 2
        for before in range(max(place - FARTHEST - 1, 0), place - 1):
            verb = words[before]
            if not verb.is_stopword and verb.folded.isalpha():
                yield stem(word.folded + verb.folded), before, place
