"""What an engine must look for: the words of a question, their alternatives, and pages asked for by number."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.contract import Alternative, Query, Word
from search.contract.match_reasons import MatchReason
from search.dutch.analysis import AnalysedToken, analyse, parts_of
from search.dutch.highlight import Terms
from search.dutch.questions import AnalysedQuestion
from search.dutch.synonyms import Thesaurus
from search.dutch.words.base_forms import verb_of
from search.dutch.words.stems import stem
from search.dutch.words.weak_words import is_weak
from search.query.expansion import expand, verb_stems
from search.query.page_numbers import numbers_in

# How much an alternative counts beside the word as asked (1); the others stand in `alternatives`.
PARTS = 0.7
DOER = 0.8
ONE_PART = 0.1
MENDED = 0.6
AS_WRITTEN = 0.3
# A word of an expression, by itself; and a word that seldom says what a question is about.
IN_EXPRESSION = 0.75
WEAK = 0.3
# And how much the most common word still counts beside the rarest (1).
LEAST = 0.1
STEEPNESS = 2.0

# Up to so many words all must be found; of more, this share (rounded up).
ALL_UP_TO = 2
ENOUGH = 0.5

# A word on more than this share of the pages says little: it adds to the score, but need not be found.
COMMON = 0.7
# While fewer pages than this hold enough of the words, fewer words will do.
FEW = 10


@dataclass(frozen=True)
class Lexicon:
    """Knowledge of the words on the site, that a question is analysed with; the defaults know nothing.

    `starting`: words on the site that start with a text, the most frequent first. `shares`: the share of the pages in
    the list of results (0 to 1) that hold each stem. `meant`: the word on the site that a wrong word probably stands
    for. `whole`: the stems of the words that are not split into parts. `parts`: the words of the site that a word
    unknown to it is made of. `holds`: whether a page holds all of these stems.
    """

    starting: Callable[[str], Sequence[str]] = lambda prefix: ()
    shares: Callable[[Iterable[str]], Mapping[str, float]] = lambda stems: {}
    meant: Callable[[str], str | None] = lambda word: None
    whole: frozenset[str] = frozenset()
    parts: Callable[[str], tuple[str, ...]] = lambda word: ()
    holds: Callable[[Sequence[str]], bool] = lambda stems: False


EMPTY_LEXICON = Lexicon()


def build_query(asked: AnalysedQuestion, thesaurus: Thesaurus, site: Lexicon = EMPTY_LEXICON) -> Query:
    """The query of an analysed question, for any engine. Never raises, unless `site` does."""
    started = tuple(site.starting(asked.prefix)) if asked.prefix is not None else ()
    quoted = {id(token.word) for token in asked.tokens if token.phrase is not None}
    content = _once(word for word in asked.content_words if id(word) not in quoted)
    places = {id(word): place for place, word in enumerate(asked.words)}
    shares = site.shares({word.stem for word in content}.union(verb_stems(asked)))
    expansion = expand(asked, thesaurus, started, shares)
    counted: list[tuple[str, Word]] = []
    optional: list[tuple[str, Word]] = []
    for token in content:
        place, share = places[id(token)], shares.get(token.stem, 0.0)
        own = IN_EXPRESSION if place in expansion.expressions else 1.0
        weak = is_weak(token.stem) and place not in expansion.expressions
        word = _weighed(
            [*_itself(token, own, shares, site), *expansion.more[place], *_mended(token, site)],
            share,
            WEAK if weak else 1.0,
        )
        (optional if weak or share > COMMON else counted).append((token.surface, word))
    if not counted:
        counted, optional = optional, []
    asked_for = [*counted, *optional]
    return Query(
        words=tuple(word for _, word in counted),
        optional=tuple(word for _, word in optional),
        required=tuple(_phrase(phrase) for phrase in asked.phrases),
        excluded=tuple(_excluded(phrase) for phrase in asked.excluded_phrases),
        pages=numbers_in(asked.text),
        minimum=len(counted) if len(counted) <= ALL_UP_TO else math.ceil(len(counted) * ENOUGH),
        enough=FEW,
        marks=_marks(asked, [word for _, word in asked_for], site.whole),
        asked=tuple(surface for surface, _ in asked_for),
    )


def _once(words: Iterable[AnalysedToken]) -> list[AnalysedToken]:
    """Each word the first time it is said: saying it sixty times asks for nothing more."""
    first: dict[str, AnalysedToken] = {}
    for word in words:
        first.setdefault(word.folded, word)
    return list(first.values())


def _marks(asked: AnalysedQuestion, words: Iterable[Word], whole: frozenset[str]) -> Terms:
    """What to mark: every stem that can make a page match, and the words of phrases."""
    looked_up = {term for word in words for one in word if not one.as_written for term in one.terms}
    as_written = {token.stem for phrase in asked.phrases for token in phrase}
    stop_words = {token.stem for token in asked.content_words if token.is_stopword}
    return Terms(frozenset(looked_up | as_written | stop_words), whole=whole)


def _itself(token: AnalysedToken, weight: float, shares: Mapping[str, float], site: Lexicon) -> list[Alternative]:
    """The word as asked and the parts of a compound: together, and one by one when no page holds them together."""
    if token.is_stopword:  # counts only when there is nothing else, and stands only in the words as written
        return [Alternative((token.folded,), as_written=True, weight=AS_WRITTEN, reason=MatchReason.AS_WRITTEN)]
    found = [Alternative((token.stem,), weight=weight)]
    is_nowhere = shares.get(token.stem) == 0
    known = parts_of(token, site.whole)
    of_site = map(stem, site.parts(token.folded)) if is_nowhere and not known and token.stem not in site.whole else ()
    parts = tuple(dict.fromkeys((*known, *of_site)))
    if parts:
        found.append(Alternative(parts, weight=PARTS, reason=MatchReason.PARTS))
    if is_nowhere and (verb := verb_of(token.folded)):
        found.append(Alternative((stem(verb),), weight=DOER, reason=MatchReason.DOER))
    if len(parts) > 1 and is_nowhere and not site.holds(parts):
        found += [Alternative((part,), weight=ONE_PART, reason=MatchReason.ONE_PART) for part in parts]
    return found


def _mended(token: AnalysedToken, site: Lexicon) -> list[Alternative]:
    meant = None if token.is_stopword else site.meant(token.surface)
    return [
        Alternative(terms, weight=MENDED, reason=MatchReason.MENDED)
        for word in analyse(meant or "")
        for terms in ((word.stem,), tuple(dict.fromkeys(parts_of(word, site.whole))))
        if terms
    ]


def _weighed(alternatives: Iterable[Alternative], share: float, factor: float) -> Word:
    """Each alternative once, best first. The rarer a word on the site, the higher its weight."""
    best: dict[tuple[tuple[str, ...], bool], Alternative] = {}
    for one in alternatives:
        key = (one.terms, one.as_written)
        if key not in best or best[key].weight < one.weight:
            best[key] = one
    weight = factor * max(1 - share**STEEPNESS, LEAST)
    ordered = sorted(best.values(), key=lambda one: -one.weight)
    return tuple(replace(one, weight=one.weight * weight) for one in ordered)


def _phrase(words: Sequence[AnalysedToken]) -> Word:
    return (Alternative(tuple(word.folded for word in words), as_written=True, reason=MatchReason.AS_WRITTEN),)


def _excluded(words: Sequence[AnalysedToken]) -> Word:
    """A single word is left out in all its forms, several only as they stand."""
    if len(words) == 1 and not words[0].is_stopword:
        return (Alternative((words[0].stem,)),)
    return _phrase(words)
