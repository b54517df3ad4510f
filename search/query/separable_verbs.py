"""Verbs that stand apart in a sentence: `stellen het uit` is uitstellen, `in te loggen` is inloggen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.dutch.analysis import AnalysedToken
from search.dutch.words.compounds import PARTICLES
from search.dutch.words.stems import stem
from search.dutch.words.stopwords import words_of

# Particles that are a preposition as well, and the words that follow a preposition and no particle.
_PREPOSITIONS = frozenset(words_of("aan bij door in na om op over uit voor"))
_DETERMINERS = frozenset(
    words_of("de het een den der dit dat deze die mijn je jou jouw u uw hem haar hen hun zijn ons onze jullie elk elke")
)
# So many words may stand between a verb and its particle.
FARTHEST = 3
_TO = "te"


def is_particle(words: Sequence[AnalysedToken], place: int) -> bool:
    """Whether the word belongs to a verb before it: `stel vragen aan inwoners` asks nobody to aanvragen.

    A preposition stands before a noun, with or without a determiner; a particle ends its clause.
    """
    if words[place].folded not in PARTICLES:
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    if words[place].folded not in _PREPOSITIONS or following is None:
        return True
    return following.is_stopword and following.folded not in _DETERMINERS


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
        if not is_particle(words, place):
            continue
        for before in range(max(place - FARTHEST - 1, 0), place - 1):
            verb = words[before]
            if not verb.is_stopword and verb.folded.isalpha():
                yield stem(word.folded + verb.folded), before, place
