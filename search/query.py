"""The text of a question, analysed once for every engine: words, their alternatives, and pages asked for by number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from search.contract import Alternative, Query, Word
from search.dutch.analysis import AnalysedToken
from search.dutch.highlight import terms_of
from search.dutch.questions import AnalysedQuery, analyse_query
from search.dutch.stems import stem
from search.dutch.stopwords import is_stopword
from search.dutch.synonyms import Thesaurus
from search.numbers import numbers_in

# How much an alternative counts beside the word as asked (1).
SYNONYM = 0.7
JOINED = 0.8
PARTS = 0.5
STARTED = 0.4
AS_WRITTEN = 0.3

# Up to so many words all must be found; of more, this share (rounded up).
ALL_UP_TO = 2
ENOUGH = 0.6

# Words that start with the last word of a question, as folded words, the most frequent first.
Starting = Callable[[str], Sequence[str]]


def nothing_starting(prefix: str) -> Sequence[str]:
    """For a question that is finished: no word is looked up by its beginning."""
    return ()


def analyse_question(text: str, thesaurus: Thesaurus, starting: Starting = nothing_starting) -> Query:
    """Analyse what somebody typed. Takes any text and never raises."""
    asked = analyse_query(text)
    started = tuple(starting(asked.prefix)) if asked.prefix is not None else ()
    alternatives = _alternatives(asked, thesaurus, started)
    quoted = {id(token.word) for token in asked.tokens if token.phrase is not None}
    content = [word for word in asked.content_words if id(word) not in quoted]
    positions = {id(word): place for place, word in enumerate(asked.words)}
    words = tuple(_word(word, alternatives[positions[id(word)]]) for word in content)
    synonyms = {term for found in alternatives.values() for one in found for term in one.terms if one.weight == SYNONYM}
    return Query(
        words=words,
        required=tuple(_phrase(phrase) for phrase in asked.phrases),
        excluded=tuple(_excluded(phrase) for phrase in asked.excluded_phrases),
        pages=numbers_in(text),
        minimum=len(words) if len(words) <= ALL_UP_TO else math.ceil(len(words) * ENOUGH),
        marks=replace(terms_of(asked, synonyms), prefixes=(asked.prefix,) if asked.prefix and started else ()),
    )


def _word(token: AnalysedToken, extra: list[Alternative]) -> Word:
    if token.is_stopword:  # counts only when there is nothing else, and stands only in the words as written
        return (Alternative((token.folded,), as_written=True, weight=AS_WRITTEN), *extra)
    found = [Alternative((token.stem,))]
    if token.parts:
        found.append(Alternative(tuple(dict.fromkeys(token.parts)), weight=PARTS))
    return tuple(_best([*found, *extra]))


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
