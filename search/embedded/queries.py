"""Spell clauses in the words of tantivy. Built from tokens; nothing a visitor types is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field

import tantivy
from tantivy import Occur
from tantivy import Query as Spelled

from search.analysis import STEMS, TELLING_STEMS
from search.clauses import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together


@dataclass(frozen=True)
class Queries:
    """Makes the queries for one index, each stem once: it stands in a question as often as it is asked or scored."""

    schema: tantivy.Schema
    _stems: dict[tuple[Stem, bool], Spelled] = field(default_factory=dict)

    def spell(self, clause: Clause) -> Spelled:
        """The clause as a query whose score nobody needs; many times as quick."""
        return self._spell(clause, scored=False)

    def spell_scored(self, clause: Clause) -> Spelled:
        return self._spell(clause, scored=True)

    def _spell(self, clause: Clause, *, scored: bool) -> Spelled:
        match clause:
            case Everything():
                return Spelled.all_query()
            case Term(field, value, counted):
                return Spelled.term_query(self.schema, field, value, "freq" if counted and scored else "basic")
            case Stem():
                if (clause, scored) not in self._stems:
                    self._stems[clause, scored] = self._stem(clause, scored=scored)
                return self._stems[clause, scored]
            case Phrase(field, values):
                return Spelled.phrase_query(self.schema, field, list(values))
            case OneOf(field, values):
                return Spelled.term_set_query(self.schema, field, list(values))
            case Constant(inner, score):
                return Spelled.const_score_query(self.spell(inner), score)
            case Boost(inner, factor):
                return Spelled.boost_query(self._spell(inner, scored=True), factor) if scored else self.spell(inner)
            case Best(clauses, others):
                return Spelled.disjunction_max_query([self._spell(one, scored=scored) for one in clauses], others)
            case Together():
                return self._together(clause, scored=scored)

    def _stem(self, stem: Stem, *, scored: bool) -> Spelled:
        if scored:
            return self._spell(stem.spread(), scored=True)
        # One field for all texts finds the same as field by field.
        return Spelled.term_query(self.schema, TELLING_STEMS if stem.telling else STEMS, stem.value, "basic")

    def _together(self, clause: Together, *, scored: bool) -> Spelled:
        # What need not be found only adds to a score.
        should = clause.should if scored or clause.minimum or not clause.must else ()
        parts = [
            *((Occur.Must, self._spell(one, scored=scored)) for one in clause.must),
            *((Occur.Should, self._spell(one, scored=scored)) for one in should),
            *((Occur.MustNot, self.spell(one)) for one in clause.without),
        ]
        if clause.minimum:
            return Spelled.boolean_query(parts, minimum_number_should_match=clause.minimum)
        return Spelled.boolean_query(parts)
