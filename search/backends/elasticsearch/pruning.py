"""Leave alternatives without matches out of a query, because a long question has more of them than a server accepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from search.contract import Alternative, Query, Word
from search.contract.query_plan import Clause, Stem

# A question with more alternatives than this is looked at first.
MANY = 200


def pruned(query: Query, count_each: Callable[[Sequence[Clause]], Sequence[int]]) -> Query:
    """The same query without alternatives that no page holds: it finds the same, with the same scores."""
    words = (*query.words, *query.optional)
    if sum(map(len, words)) <= MANY:
        return query
    terms = sorted({term for word in words for one in word if not one.as_written for term in one.terms})
    held = dict(zip(terms, count_each([Stem(term) for term in terms]), strict=True))

    def is_held(one: Alternative) -> bool:
        return one.as_written or all(held[term] for term in one.terms)

    def kept(word: Word) -> Word:
        # The first stays: it says how much the word counts.
        return (word[0], *filter(is_held, word[1:]))

    return replace(query, words=tuple(map(kept, query.words)), optional=tuple(map(kept, query.optional)))
