"""Query expansion: synonyms, compounds of adjacent words, separable verbs, prefixes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.contract import Alternative
from search.contract.match_reasons import MatchReason
from search.dutch.analysis import AnalysedToken
from search.dutch.questions import AnalysedQuestion
from search.dutch.synonyms import Thesaurus
from search.dutch.words.compounds import PARTICLES
from search.dutch.words.stems import stem
from search.dutch.words.stopwords import is_stopword
from search.query.separable_verbs import is_particle, verbs_apart

# How much an alternative counts beside the word as asked (1).
SYNONYM = 0.7
JOINED = 0.8
STARTED = 0.4


@dataclass
class Expansion:
    """What was found beside the words themselves, by place in `AnalysedQuestion.words`.

    `expressions` are the places of words that mean something together (`waar blijft`, `stellen ... uit`): by themselves
    such words say less.
    """

    more: dict[int, list[Alternative]] = field(default_factory=lambda: defaultdict(list))
    expressions: set[int] = field(default_factory=set)


def verb_stems(asked: AnalysedQuestion) -> dict[str, tuple[int, int]]:
    """The stems of the separable verbs that the question may hold, with the places of verb and particle."""
    found = {verb: (first, last) for verb, first, last in verbs_apart(asked.words)}
    for compound in asked.compounds:
        if is_particle(asked.words, compound.first + 1):
            found.update(dict.fromkeys(compound.stems, (compound.first, compound.first + 1)))
    return found


def expand(
    asked: AnalysedQuestion, thesaurus: Thesaurus, started: Sequence[str], shares: Mapping[str, float]
) -> Expansion:
    """All alternatives for the words of a question. `shares` says which of `verb_stems` occur on the site."""
    expansion = Expansion()
    words = asked.words
    _synonyms(words, thesaurus, expansion)
    for place, term in _compounds(asked):
        expansion.more[place].append(Alternative((term,), weight=JOINED, reason=MatchReason.JOINED))
    for verb, (first, last) in verb_stems(asked).items():
        for place in (first, last):
            weight = 1.0 if shares.get(verb) else JOINED
            expansion.more[place].append(Alternative((verb,), weight=weight, reason=MatchReason.VERB))
        if shares.get(verb):
            expansion.expressions |= {first, last}
    for term in dict.fromkeys(map(stem, started)):
        expansion.more[len(words) - 1].append(Alternative((term,), weight=STARTED, reason=MatchReason.STARTED))
    return expansion


def _synonyms(words: Sequence[AnalysedToken], thesaurus: Thesaurus, expansion: Expansion) -> None:
    for found in thesaurus.expand([word.stem for word in words]):
        places = range(found.first, found.last)
        for terms in found.alternatives:
            content = tuple(term for term in terms if not is_stopword(term)) or terms
            for place in places:
                expansion.more[place].append(Alternative(content, weight=SYNONYM, reason=MatchReason.SYNONYM))
        if len(places) > 1:
            expansion.expressions.update(places)


def _compounds(asked: AnalysedQuestion) -> Iterator[tuple[int, str]]:
    for compound in asked.compounds:
        second = compound.first + 1
        if asked.words[second].folded in PARTICLES and not is_particle(asked.words, second):
            continue
        for place in (compound.first, compound.first + 1):
            if not asked.words[place].is_stopword:
                yield from ((place, term) for term in compound.stems)
