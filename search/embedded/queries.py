"""Spell clauses in the words of tantivy. Built from tokens; nothing a visitor types is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field

import tantivy
from tantivy import Occur
from tantivy import Query as Spelled

from search.clauses import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together


@dataclass(frozen=True)
class Queries:
    """Makes the queries for one index, each stem once: it stands in a question as often as it is asked or scored."""

    schema: tantivy.Schema
    _stems: dict[Stem, Spelled] = field(default_factory=dict)

    def spell(self, clause: Clause) -> Spelled:
        """The clause as a query of this index."""
        match clause:
            case Everything():
                return Spelled.all_query()
            case Term(field, value, counted):
                return Spelled.term_query(self.schema, field, value, "freq" if counted else "basic")
            case Stem():
                if clause not in self._stems:
                    self._stems[clause] = self.spell(clause.spread())
                return self._stems[clause]
            case Phrase(field, values):
                return Spelled.phrase_query(self.schema, field, list(values))
            case OneOf(field, values):
                return Spelled.term_set_query(self.schema, field, list(values))
            case Constant(inner, score):
                return Spelled.const_score_query(self.spell(inner), score)
            case Boost(inner, factor):
                return Spelled.boost_query(self.spell(inner), factor)
            case Best(clauses, others):
                return Spelled.disjunction_max_query([self.spell(one) for one in clauses], others)
            case Together():
                return self._together(clause)

    def _together(self, clause: Together) -> Spelled:
        parts = [
            *((Occur.Must, self.spell(one)) for one in clause.must),
            *((Occur.Should, self.spell(one)) for one in clause.should),
            *((Occur.MustNot, self.spell(one)) for one in clause.without),
        ]
        if clause.minimum:
            return Spelled.boolean_query(parts, minimum_number_should_match=clause.minimum)
        return Spelled.boolean_query(parts)
