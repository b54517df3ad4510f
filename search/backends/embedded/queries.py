"""Spell clauses in the words of tantivy. Built from tokens; nothing a visitor types is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import tantivy
from tantivy import Occur
from tantivy import Query as Spelled

from search.contract.query_plan import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together
from search.index.document_analysis import HIGH_VALUE_STEMS, STEMS
from search.query.planner import spread

# Finds no page; known by identity, so that nothing is made of what cannot be found.
_NOTHING = Spelled.empty_query()


@dataclass(frozen=True)
class Queries:
    """Makes the queries for one index, each clause and each stem once: a question asks and counts them many times.

    A long question has many ways to find its words and most stand on no page: those are left out, which changes neither
    what is found nor a score.
    """

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    _stems: dict[tuple[str, bool, bool], Spelled] = field(default_factory=dict)
    # By identity, which costs nothing; the clause is kept so that no other one gets its place.
    _clauses: dict[tuple[int, bool], tuple[Clause, Spelled]] = field(default_factory=dict)

    @cached_property
    def _has_stems(self) -> bool:
        """False in an index made by an older version, which serves until it is made anew."""
        try:
            self.searcher.doc_freq(STEMS, "")
        except ValueError:
            return False
        return True

    def spell(self, clause: Clause) -> Spelled:
        """The clause as a query without a score; many times as quick."""
        return self._spell(clause, scored=False)

    def spell_scored(self, clause: Clause) -> Spelled:
        return self._spell(clause, scored=True)

    def _spell(self, clause: Clause, *, scored: bool) -> Spelled:
        known = self._clauses.get((id(clause), scored))
        if known is None:
            known = self._clauses[id(clause), scored] = clause, self._made(clause, scored=scored)
        return known[1]

    def _made(self, clause: Clause, *, scored: bool) -> Spelled:
        match clause:
            case Everything():
                return Spelled.all_query()
            case Term(field, value, counted):
                return Spelled.term_query(self.schema, field, value, "freq" if counted and scored else "basic")
            case Stem(value, high_value_only):
                key = value, high_value_only, scored
                if key not in self._stems:
                    self._stems[key] = self._stem(clause, scored=scored)
                return self._stems[key]
            case Phrase(field, values):
                return Spelled.phrase_query(self.schema, field, list(values))
            case OneOf(field, values):
                return Spelled.term_set_query(self.schema, field, list(values))
            case Constant(inner, score):
                found = self.spell(inner)
                return found if found is _NOTHING else Spelled.const_score_query(found, score)
            case Boost(inner, factor):
                found = self._spell(inner, scored=scored)
                return Spelled.boost_query(found, factor) if scored and found is not _NOTHING else found
            case Best(clauses, others):
                spelled = self._found(clauses, scored=scored)
                return Spelled.disjunction_max_query(spelled, others) if spelled else _NOTHING
            case Together():
                return self._together(clause, scored=scored)

    def _stem(self, stem: Stem, *, scored: bool) -> Spelled:
        if not self._has_stems:
            return self._spell(spread(stem), scored=scored)
        # One field for all texts finds the same as field by field.
        name = HIGH_VALUE_STEMS if stem.high_value_only else STEMS
        if not self.searcher.doc_freq(name, stem.value):
            return _NOTHING
        if scored:
            return self._spell(spread(stem), scored=True)
        return Spelled.term_query(self.schema, name, stem.value, "basic")

    def _found(self, clauses: Iterable[Clause], *, scored: bool) -> list[Spelled]:
        """The clauses that can find a page; the others are left out."""
        spelled = (self._spell(one, scored=scored) for one in clauses)
        return [one for one in spelled if one is not _NOTHING]

    def _together(self, clause: Together, *, scored: bool) -> Spelled:
        must = self._found(clause.must, scored=scored)
        # What need not be found only adds to a score.
        is_asked = scored or clause.minimum or not clause.must
        should = self._found(clause.should, scored=scored) if is_asked else []
        fewest = clause.minimum or int(bool(clause.should) and not clause.must)
        if len(must) < len(clause.must) or len(should) < fewest:
            return _NOTHING
        parts = [
            *((Occur.Must, one) for one in must),
            *((Occur.Should, one) for one in should),
            *((Occur.MustNot, one) for one in self._found(clause.without, scored=False)),
        ]
        if clause.minimum:
            return Spelled.boolean_query(parts, minimum_number_should_match=clause.minimum)
        return Spelled.boolean_query(parts)
