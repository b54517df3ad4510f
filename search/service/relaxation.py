"""Query relaxation for empty result pages: the question without one constraint, and the nearest barrier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from search import query_string
from search.contract import Answer, EngineError, Facet, Question
from search.curation.cache import current_curation
from search.dutch.analysis import analyse, parts_of
from search.dutch.questions import AnalysedQuestion, analyse_question, without_minus, without_quotes
from search.query.analysis import Lexicon, build_query
from search.service.answers import ask
from vocabulary.models import Barrier

_MOST = 5


class Constraint(Enum):
    """A part of the question, other than one facet, that can be left out."""

    WORDS = auto()
    QUOTES = auto()
    MINUS = auto()
    FILTERS = auto()


@dataclass(frozen=True)
class RelaxedQuestion:
    """The same question without one facet or another part of it, and how many pages that gives."""

    question: Question
    without: Facet | Constraint
    total: int


def relax(found: Answer) -> tuple[RelaxedQuestion, ...]:
    """The question without one constraint, where that has results; most results first. Empty when the engine fails."""
    try:
        counted = [RelaxedQuestion(looser, part, _total(looser, found)) for part, looser in _looser(found)]
    except EngineError:
        return ()
    useful = [one for one in counted if one.total]
    return tuple(sorted(useful, key=lambda one: -one.total)[:_MOST])


def _total(looser: Question, found: Answer) -> int:
    asked = found.asked if looser.text == found.asked.text else analyse_question(looser.text)
    return ask(replace(looser, page_size=1), asked).total


def _looser(found: Answer) -> Iterator[tuple[Facet | Constraint, Question]]:
    question = found.question
    facets = [facet for facet, values in question.filters.items() if values]
    for facet in facets:
        yield facet, query_string.without_facet(question, facet)
    if len(facets) > 1 and question.text:
        yield Constraint.FILTERS, Question(question.text, sort=question.sort)
    if question.text and facets:
        yield Constraint.WORDS, replace(question, text="", page=1)
    for part, change in ((Constraint.QUOTES, without_quotes), (Constraint.MINUS, without_minus)):
        text = change(found.asked)
        if text and text != question.text:
            yield part, replace(question, text=text, page=1)


def nearest_barrier(asked: AnalysedQuestion) -> Barrier | None:
    """The barrier that shares most words (or their synonyms) with the question; None when none shares any."""
    curation = current_curation()
    query = build_query(asked, curation.synonyms, Lexicon(whole=curation.whole))
    best: tuple[float, Barrier] | None = None
    for barrier in Barrier.objects.current() if query.words else ():
        stems = {
            stem
            for word in analyse(f"{barrier.label} {barrier.sentence}")
            for stem in (word.stem, *parts_of(word, curation.whole))
        }
        shared = sum(
            max((one.weight for one in word if stems.issuperset(one.terms)), default=0.0) for word in query.words
        )
        if shared and (best is None or shared > best[0]):
            best = (shared, barrier)
    return best[1] if best else None
