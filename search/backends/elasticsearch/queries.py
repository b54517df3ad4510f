"""Spell clauses in the words of Elasticsearch. Built from tokens; nothing a visitor types is parsed.

Plain data: the objects of the DSL take ten times as long, and a question can have thousands of clauses.
"""

from __future__ import annotations

from typing import Any

from search.contract.query_plan import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together
from search.index.document_analysis import HIGH_VALUE_STEMS, STEMS
from search.query.planner import spread

Spelled = dict[str, Any]


def spell(clause: Clause) -> Spelled:
    """The clause as a query in filter context (no score)."""
    return _spell(clause, 1.0, scored=False)


def spell_scored(clause: Clause) -> Spelled:
    return _spell(clause, 1.0, scored=True)


def _spell(clause: Clause, boost: float, *, scored: bool) -> Spelled:
    match clause:
        case Everything():
            return {"match_all": {"boost": boost}}
        case Term(field, value):
            return {"term": {field: {"value": value, "boost": boost}}}
        case Stem(value, high_value_only):
            if scored:
                return _spell(spread(clause), boost, scored=True)
            # One field for all texts finds the same, and keeps a long question below what a server takes.
            return {"term": {HIGH_VALUE_STEMS if high_value_only else STEMS: {"value": value}}}
        case Phrase(field, values):
            return {"match_phrase": {field: {"query": " ".join(values), "boost": boost}}}
        case OneOf(field, values):
            return {"constant_score": {"filter": {"terms": {field: list(values)}}, "boost": boost}}
        case Constant(inner, score):
            return {"constant_score": {"filter": spell(inner), "boost": score * boost}}
        case Boost(inner, factor):
            return _spell(inner, factor * boost, scored=scored)
        case Best(clauses, others):
            queries = [_spell(one, 1.0, scored=scored) for one in clauses]
            return {"dis_max": {"queries": queries, "tie_breaker": others, "boost": boost}}
        case Together():
            return _together(clause, boost, scored=scored)


def _together(clause: Together, boost: float, *, scored: bool) -> Spelled:
    plain = [isinstance(one, Constant) and not one.score for one in clause.must]
    parts: dict[str, Any] = {
        "must": [
            _spell(one, 1.0, scored=scored) for one, is_plain in zip(clause.must, plain, strict=True) if not is_plain
        ],
        "filter": [spell(one) for one, is_plain in zip(clause.must, plain, strict=True) if is_plain],
        "should": [_spell(one, 1.0, scored=scored) for one in clause.should],
        "must_not": [spell(one) for one in clause.without],
    }
    minimum = {"minimum_should_match": clause.minimum} if clause.should else {}
    return {"bool": {**{name: part for name, part in parts.items() if part}, **minimum, "boost": boost}}
