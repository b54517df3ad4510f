"""One request per page of results: hits, total, and disjunctive counts of every facet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.backends.elasticsearch.documents import DEEPEST
from search.backends.elasticsearch.queries import spell, spell_scored
from search.contract import Facet, FacetValue, Question, Sort
from search.contract.query_plan import Clause
from search.index.fields import BY_NUMBER, ORDERS, STORED, facet_field, facet_values
from search.query.planner import chosen_clauses, hidden_clause, in_results

_MOST_VALUES = 20_000
_FREE = "free"
_REACHED = "reached"

Filters = Mapping[Facet, Sequence[str]]
# The body of a request.
Body = dict[str, Any]


def page_request(question: Question, text: Clause, *, scored: bool, hidden: Collection[int]) -> Body:
    """Everything a page of results shows. Filters come after the query, so that a facet is counted without its own."""
    start = (question.page - 1) * question.page_size
    is_near = start + question.page_size <= DEEPEST
    found = {"must": [spell_scored(text)]} if scored else {"filter": [spell(text)]}
    body: Body = {
        "query": {"bool": {**found, "must_not": [spell(hidden_clause(hidden))] if hidden else []}},
        "aggs": _counted(question.filters),
        "sort": _order(question.sort, scored),
        "from": start if is_near else 0,
        "size": question.page_size if is_near else 0,
        "track_total_hits": True,
        "_source": [STORED],
    }
    chosen = chosen_clauses(question.filters)
    return {**body, "post_filter": _all(chosen)} if chosen else body


def count_reached(body: Body, text: Clause) -> None:
    """Count beside it what the text finds in the list of results, whatever is filtered or hidden."""
    body["aggs"][_REACHED] = {"global": {}, "aggs": {_REACHED: {"filter": spell(in_results(text))}}}


def reached(aggregations: Mapping[str, Any]) -> int:
    return int(aggregations[_REACHED][_REACHED]["doc_count"])


def facets(aggregations: Mapping[str, Any], filters: Filters) -> dict[Facet, tuple[FacetValue, ...]]:
    """The counts of the values, per facet."""
    found = {}
    for facet in Facet:
        buckets = aggregations[facet.value if filters.get(facet) else _FREE][facet.value]["buckets"]
        found[facet] = facet_values({one["key"]: one["doc_count"] for one in buckets}, filters.get(facet, ()))
    return found


def _counted(filters: Filters) -> dict[str, Any]:
    """Within all choices the facets without one; each facet with a choice within the choices in the others."""
    chosen = [facet for facet in Facet if filters.get(facet)]
    free = [facet for facet in Facet if facet not in chosen]
    return {
        _FREE: _values(free, chosen_clauses(filters)),
        **{facet.value: _values([facet], chosen_clauses(filters, without=facet)) for facet in chosen},
    }


def _values(wanted: Sequence[Facet], within: tuple[Clause, ...]) -> dict[str, Any]:
    terms = {facet.value: {"terms": {"field": facet_field(facet), "size": _MOST_VALUES}} for facet in wanted}
    return {"filter": _all(within), "aggs": terms}


def _all(clauses: tuple[Clause, ...]) -> dict[str, Any]:
    return {"bool": {"filter": [spell(one) for one in clauses]}} if clauses else {"match_all": {}}


def _order(sort: Sort, scored: bool) -> list[dict[str, Any]]:
    field, larger_first = ORDERS.get(sort, BY_NUMBER)
    order = {field: "desc" if larger_first else "asc"}
    return [{"_score": "desc"}, order] if scored and sort is Sort.RELEVANCE else [order]
