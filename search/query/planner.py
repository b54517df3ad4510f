"""Build the clauses of an analysed question, once for all engines; each engine translates them.

Scores are BM25 (k1 1.2, b 0.75) per term and field; a clause says how they are put together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from core.published import result_kinds
from search.contract import Alternative, Facet, Query, Word
from search.contract.query_plan import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together
from search.index.document_analysis import EXACT_FIELD, EXACT_WEIGHT, HIGH_VALUE_FIELDS, WEIGHTS
from search.index.fields import KEY, PAGE_NUMBER, facet_field, page_number

# A page asked for by its number comes before anything words can reach.
BY_NUMBER = 100_000.0
# How much the other fields add when a word stands in several.
OTHER_FIELDS = 0.3
# What every word found adds by itself, so that a page with more of the words comes before one with more of one word.
FOUND = 2.6


def text_clause(query: Query, minimum: int) -> Clause:
    """What the text of a question matches, when at least `minimum` of its words must be found."""
    found = Constant(Everything(), 0.0) if query.is_empty else _found(query, minimum)
    return _all((found,), without=tuple(word_clause(word) for word in query.excluded))


def narrowed(
    text: Clause,
    filters: Mapping[Facet, Sequence[str]],
    hidden: Collection[int],
    without: Facet | None = None,
) -> Clause:
    """The text within these filters, except the one `without`, and without the pages in `hidden`."""
    chosen = chosen_clauses(filters, without)
    return _all((text, *chosen), without=(hidden_clause(hidden),) if hidden else ())


def chosen_clauses(filters: Mapping[Facet, Sequence[str]], without: Facet | None = None) -> tuple[Clause, ...]:
    """One clause for each facet with a choice, except `without`."""
    return tuple(
        Constant(OneOf(facet_field(facet), tuple(values)), 0.0)
        for facet, values in filters.items()
        if values and facet is not without
    )


def spread(stem: Stem) -> Clause:
    """The same, field by field: the best field decides the score, the others add a little."""
    fields = HIGH_VALUE_FIELDS if stem.high_value_only else tuple(WEIGHTS)
    return Best(tuple(Boost(Term(name, stem.value), WEIGHTS[name]) for name in fields), OTHER_FIELDS)


def in_results(clause: Clause) -> Clause:
    """What the clause finds of the kinds that the list of results holds, with its own score.

    How much a word tells and how many words must be found are counted over these: else every news item would change
    which methods are found, and in which order.
    """
    kinds = tuple(kind.slug for kind in result_kinds())
    return Together(must=(clause, Constant(OneOf(facet_field(Facet.KIND), kinds), 0.0)))


def of_pages(clause: Clause, page_ids: Collection[int]) -> Clause:
    """What the clause finds among these pages, with its own score."""
    return Together(must=(clause, Constant(OneOf(KEY, tuple(str(page_id) for page_id in page_ids)), 0.0)))


def number_clause(kind: str, number: int) -> Clause:
    """The page with this number, before anything words can reach."""
    return Constant(Term(PAGE_NUMBER, page_number(kind, number), counted=False), BY_NUMBER)


def field_clauses(one: Alternative) -> dict[str, list[Clause]]:
    """Per field what the alternative scores there, term by term.

    Of each term the best field counts in full, and the others `OTHER_FIELDS` times.
    """
    if one.as_written:
        return {EXACT_FIELD: [alternative_clause(one)]}
    weight = one.weight / len(one.terms)
    return {name: [Boost(Term(name, term), WEIGHTS[name] * weight) for term in one.terms] for name in WEIGHTS}


def hidden_clause(hidden: Collection[int]) -> Clause:
    return OneOf(KEY, tuple(str(page_id) for page_id in hidden))


def _found(query: Query, minimum: int) -> Clause:
    clauses = [number_clause(kind, number) for kind, number in query.pages]
    if query.words or query.required:
        clauses.append(_words(query, minimum))
    return Best(tuple(clauses))


def _words(query: Query, minimum: int) -> Clause:
    required = tuple(word_clause(word) for word in query.required)
    if not query.words:
        return _all(required)
    words = [*query.words, *query.optional]
    scores = tuple(word_clause(word) for word in words)
    found = (Constant(clause, FOUND * word[0].weight) for clause, word in zip(scores, words, strict=True))
    anywhere = Together(should=scores[: len(query.words)], minimum=max(minimum, 1))
    return _all((*required, _matching(query.words, anywhere)), should=(*scores, *found))


def _matching(words: Sequence[Word], anywhere: Together) -> Clause:
    """The pages that hold enough of the words, or one of them in a high-value field; without a score."""
    stems = [tuple(one for one in word if not one.as_written) for word in words] if anywhere.minimum > 1 else []
    found = (anywhere, *(word_clause(word, high_value_only=True) for word in stems if word))
    return Constant(Best(found), 0.0)


def word_clause(word: Word, high_value_only: bool = False) -> Clause:
    """A word of the question: the best of its alternatives decides the score. Beside it every word found adds
    `FOUND` times the weight of its first alternative.
    """
    return Best(tuple(alternative_clause(one, high_value_only) for one in word))


def alternative_clause(one: Alternative, high_value_only: bool = False) -> Clause:
    if one.as_written:
        found = Term(EXACT_FIELD, one.terms[0]) if len(one.terms) == 1 else Phrase(EXACT_FIELD, one.terms)
        return Boost(found, EXACT_WEIGHT * one.weight)
    together = _all(tuple(Stem(term, high_value_only) for term in one.terms))
    return Boost(together, one.weight / len(one.terms))


def _all(must: tuple[Clause, ...], should: tuple[Clause, ...] = (), without: tuple[Clause, ...] = ()) -> Clause:
    """All of these; a single one as it is."""
    if len(must) == 1 and not should and not without:
        return must[0]
    return Together(must, should, without)
