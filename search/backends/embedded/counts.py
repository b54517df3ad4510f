"""Count facet values: one aggregation for the facets without a choice, one more for each facet with one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import tantivy

from search.backends.embedded.queries import Queries
from search.contract import Facet, FacetValue
from search.contract.query_plan import Clause
from search.index.fields import facet_field, facet_values
from search.query.planner import narrowed

_MOST_VALUES = 20_000

Filters = Mapping[Facet, Sequence[str]]


def facet_counts(
    searcher: tantivy.Searcher, queries: Queries, text: Clause, filters: Filters, hidden: Collection[int]
) -> dict[Facet, tuple[FacetValue, ...]]:
    """Disjunctive counts: each facet is counted within the choices in all other facets."""
    chosen = {facet for facet, values in filters.items() if values}
    free = [facet for facet in Facet if facet not in chosen]
    counts = _counts(searcher, queries.spell(narrowed(text, filters, hidden)), free)
    for facet in chosen:
        counts.update(_counts(searcher, queries.spell(narrowed(text, filters, hidden, without=facet)), [facet]))
    return {facet: facet_values(counts[facet], filters.get(facet, ())) for facet in Facet}


def _counts(searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
    wanted: dict[str, Any] = {
        facet.value: {"terms": {"field": facet_field(facet), "size": _MOST_VALUES}} for facet in facets
    }
    if not wanted:
        return {}
    found = searcher.aggregate(query, wanted)
    return {facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet.value]["buckets"]} for facet in facets}
