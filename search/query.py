"""The text of a question, analysed once for every engine: words, their alternatives, and pages asked for by number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.contract import Alternative, Query, Word
from search.dutch.analysis import AnalysedToken
from search.dutch.highlight import Terms
from search.dutch.questions import AnalysedQuery, analyse_query
from search.dutch.stems import stem
from search.dutch.stopwords import is_stopword
from search.dutch.synonyms import Thesaurus
from search.numbers import numbers_in
from search.verbs import verbs_apart

# How much an alternative counts beside the word as asked (1).
SYNONYM = 0.8
JOINED = 0.8
PARTS = 0.7
STARTED = 0.4
MENDED = 0.6
AS_WRITTEN = 0.3
# And how much the most common word still counts beside the rarest (1).
LEAST = 0.1
STEEPNESS = 1.2

# Up to so many words all must be found; of more, this share (rounded up).
ALL_UP_TO = 2
ENOUGH = 0.5

# A word on more than this share of the pages says little: it adds to the score, but need not be found.
COMMON = 0.7
# While fewer pages than this hold enough of the words, fewer words will do.
FEW = 10


@dataclass(frozen=True)
class Site:
    """What the site knows of words; the defaults know nothing.

    `starting`: words on the site that start with a text, the most frequent first. `shares`: the share of the pages
    (0 to 1) that hold each stem. `meant`: the word on the site that a wrong word probably stands for.
    """

    starting: Callable[[str], Sequence[str]] = lambda prefix: ()
    shares: Callable[[Iterable[str]], Mapping[str, float]] = lambda stems: {}
    meant: Callable[[str], str | None] = lambda word: None


NOTHING_KNOWN = Site()


def analyse_question(text: str, thesaurus: Thesaurus, site: Site = NOTHING_KNOWN) -> Query:
    """Analyse what somebody typed. Takes any text and never raises, unless `site` does."""
    asked = analyse_query(text)
    started = tuple(site.starting(asked.prefix)) if asked.prefix is not None else ()
    alternatives = _alternatives(asked, thesaurus, started)
    quoted = {id(token.word) for token in asked.tokens if token.phrase is not None}
    content = [word for word in asked.content_words if id(word) not in quoted]
    places = {id(word): place for place, word in enumerate(asked.words)}
    shares = site.shares({word.stem for word in content})
    counted: list[Word] = []
    optional: list[Word] = []
    for token in content:
        share = shares.get(token.stem, 0.0)
        word = _word(token, alternatives[places[id(token)]], site)
        (optional if share > COMMON else counted).append(_weighed(word, share))
    if not counted:
        counted, optional = optional, []
    return Query(
        words=tuple(counted),
        optional=tuple(optional),
        required=tuple(_phrase(phrase) for phrase in asked.phrases),
        excluded=tuple(_excluded(phrase) for phrase in asked.excluded_phrases),
        pages=numbers_in(text),
        minimum=len(counted) if len(counted) <= ALL_UP_TO else math.ceil(len(counted) * ENOUGH),
        enough=FEW,
        marks=_marks(asked, [*counted, *optional]),
    )


def _marks(asked: AnalysedQuery, words: Iterable[Word]) -> Terms:
    """What to mark: every stem that can make a page match, and the words of phrases."""
    looked_up = {term for word in words for one in word if not one.as_written for term in one.terms}
    as_written = {token.stem for phrase in asked.phrases for token in phrase}
    stop_words = {token.stem for token in asked.content_words if token.is_stopword}
    return Terms(frozenset(looked_up | as_written | stop_words))


def _word(token: AnalysedToken, extra: list[Alternative], site: Site) -> Word:
    if token.is_stopword:  # counts only when there is nothing else, and stands only in the words as written
        return (Alternative((token.folded,), as_written=True, weight=AS_WRITTEN), *extra)
    found = [Alternative((token.stem,)), *extra]
    if token.parts:
        found.append(Alternative(tuple(dict.fromkeys(token.parts)), weight=PARTS))
    meant = site.meant(token.folded)
    if meant is not None:
        found.append(Alternative((stem(meant),), weight=MENDED))
    return tuple(_best(found))


def _weighed(word: Word, share: float) -> Word:
    """The rarer a word on the site, the more it says."""
    weight = max(1 - share**STEEPNESS, LEAST)
    return tuple(replace(one, weight=one.weight * weight) for one in word)


def _phrase(words: Sequence[AnalysedToken]) -> Word:
    return (Alternative(tuple(word.folded for word in words), as_written=True),)


def _excluded(words: Sequence[AnalysedToken]) -> Word:
    """A single word is left out in all its forms, several only as they stand."""
    if len(words) == 1 and not words[0].is_stopword:
        return (Alternative((words[0].stem,)),)
    return _phrase(words)


def _alternatives(asked: AnalysedQuery, thesaurus: Thesaurus, started: Sequence[str]) -> dict[int, list[Alternative]]:
    """More ways to find each word, by its place in `asked.words`."""
    found: dict[int, list[Alternative]] = defaultdict(list)
    words = asked.words
    for expansion in thesaurus.expand([word.stem for word in words]):
        for terms in expansion.alternatives:
            content = tuple(term for term in terms if not is_stopword(term)) or terms
            for place in range(expansion.first, expansion.last):
                found[place].append(Alternative(content, weight=SYNONYM))
    for compound in asked.compounds:
        for place in (compound.first, compound.first + 1):
            if place < len(words) and not words[place].is_stopword:
                found[place] += [Alternative((term,), weight=JOINED) for term in compound.stems]
    for verb, first, last in verbs_apart(words):
        for place in (first, last):
            found[place].append(Alternative((verb,), weight=JOINED))
    for term in dict.fromkeys(map(stem, started)):
        found[len(words) - 1].append(Alternative((term,), weight=STARTED))
    return found


def _best(alternatives: Sequence[Alternative]) -> list[Alternative]:
    """Each way once, with its highest weight."""
    best: dict[tuple[tuple[str, ...], bool], Alternative] = {}
    for one in alternatives:
        key = (one.terms, one.as_written)
        if key not in best or best[key].weight < one.weight:
            best[key] = one
    return list(best.values())
