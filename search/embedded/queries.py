"""Turn an analysed question into tantivy queries. Built from tokens; nothing a visitor types is parsed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur
from tantivy import Query as Clause

from search.analysis import EXACT_FIELD, EXACT_WEIGHT, TELLING, WEIGHTS
from search.contract import Alternative, Facet, Kind, Query, Word
from search.embedded.schema import KEY, PAGE_NUMBER, facet_field

# A page asked for by its number comes before anything words can reach.
BY_NUMBER = 100_000.0
# How much the other fields add when a word stands in several.
_OTHER_FIELDS = 0.3
# What every word found adds by itself, so that a page with more of the words comes before one with more of one word.
_FOUND = 1.8


def page_number(kind: Kind, number: int) -> str:
    return f"{kind.code[0]}{number}"


@dataclass(frozen=True)
class Queries:
    """Makes the queries for one index."""

    schema: tantivy.Schema

    def text(self, query: Query, minimum: int) -> Clause:
        """What the text of a question matches, when at least `minimum` of its words must be found."""
        everything = Clause.const_score_query(Clause.all_query(), 0.0)
        found = everything if query.is_empty else self._found(query, minimum)
        excluded = [(Occur.MustNot, self._word(word)) for word in query.excluded]
        return _all([(Occur.Must, found), *excluded])

    def narrowed(
        self,
        text: Clause,
        filters: Mapping[Facet, Sequence[str]],
        hidden: Collection[int],
        without: Facet | None = None,
    ) -> Clause:
        """The text within these filters, except the one `without`, and without the pages in `hidden`."""
        parts = [(Occur.Must, text)]
        for facet, values in filters.items():
            if values and facet is not without:
                chosen = Clause.term_set_query(self.schema, facet_field(facet), list(values))
                parts.append((Occur.Must, Clause.const_score_query(chosen, 0.0)))
        if hidden:
            parts.append((Occur.MustNot, Clause.term_set_query(self.schema, KEY, [str(page_id) for page_id in hidden])))
        return _all(parts)

    def _found(self, query: Query, minimum: int) -> Clause:
        ways = [
            Clause.const_score_query(self._term(PAGE_NUMBER, page_number(kind, number), "basic"), BY_NUMBER)
            for kind, number in query.pages
        ]
        if query.words or query.required:
            ways.append(self._words(query, minimum))
        return Clause.disjunction_max_query(ways)

    def _words(self, query: Query, minimum: int) -> Clause:
        required = [(Occur.Must, self._word(word)) for word in query.required]
        if not query.words:
            return _all(required)
        words = [*query.words, *query.optional]
        scores = [(Occur.Should, self._word(word)) for word in words]
        found = [(Occur.Should, Clause.const_score_query(self._word(word), _FOUND * word[0].weight)) for word in words]
        return _all([*required, (Occur.Must, self._matching(query.words, minimum)), *scores, *found])

    def _matching(self, words: Sequence[Word], minimum: int) -> Clause:
        """The pages that hold enough of the words, without a score."""
        anywhere = Clause.boolean_query(
            [(Occur.Should, self._word(word)) for word in words], minimum_number_should_match=max(minimum, 1)
        )
        stems = [tuple(one for one in word if not one.as_written) for word in words] if minimum > 1 else []
        ways = [anywhere, *(self._word(word, TELLING) for word in stems if word)]
        return Clause.const_score_query(Clause.disjunction_max_query(ways), 0.0)

    def _word(self, word: Word, fields: Collection[str] = tuple(WEIGHTS)) -> Clause:
        return Clause.disjunction_max_query([self._alternative(one, fields) for one in word])

    def _alternative(self, one: Alternative, fields: Collection[str]) -> Clause:
        if one.as_written:
            found = (
                self._term(EXACT_FIELD, one.terms[0], "freq")
                if len(one.terms) == 1
                else Clause.phrase_query(self.schema, EXACT_FIELD, list(one.terms))
            )
            return Clause.boost_query(found, EXACT_WEIGHT * one.weight)
        together = _all([(Occur.Must, self.stem(term, fields)) for term in one.terms])
        return Clause.boost_query(together, one.weight / len(one.terms))

    def stem(self, term: str, fields: Collection[str] = tuple(WEIGHTS)) -> Clause:
        """A stem in any of these fields, as a word or as part of a compound."""
        found = [Clause.boost_query(self._term(name, term, "freq"), WEIGHTS[name]) for name in fields]
        return Clause.disjunction_max_query(found, _OTHER_FIELDS)

    def _term(self, field: str, value: str, option: str) -> Clause:
        return Clause.term_query(self.schema, field, value, option)


def _all(parts: Iterable[tuple[Occur, Clause]]) -> Clause:
    """A boolean query of these parts; a single required one as it is."""
    wanted = list(parts)
    if len(wanted) == 1 and wanted[0][0] is Occur.Must:
        return wanted[0][1]
    return Clause.boolean_query(wanted)
