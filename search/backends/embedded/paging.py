"""One page of hits in an order without ties, so that pages have no gaps and no duplicates."""

from __future__ import annotations

from typing import Any

import tantivy

from search.contract import Question, Sort
from search.index.fields import BY_NUMBER, NUMBER_ORDER, ORDERS

_SPARE = 50

# Score and place of a document.
Found = tuple[float, tantivy.DocAddress]


def window(
    searcher: tantivy.Searcher, query: tantivy.Query, question: Question, scored: bool
) -> tuple[list[Found], int]:
    """The hits of the page asked for, and how many there are in all."""
    start = (question.page - 1) * question.page_size
    if scored:
        return _by_score(searcher, query, start, question.page_size)
    result = searcher.search(query, limit=max(question.page_size, 1), offset=start, **order_options(question.sort))
    hits = [(0.0, address) for _, address in result.hits]
    return hits[: question.page_size], int(result.count)


def order_options(sort: Sort) -> dict[str, Any]:
    """What to tell the searcher for an order that is not by score."""
    field, larger_first = ORDERS.get(sort, BY_NUMBER)
    return {"order_by_field": field, "order": tantivy.Order.Desc if larger_first else tantivy.Order.Asc}


def _by_score(searcher: tantivy.Searcher, query: tantivy.Query, start: int, size: int) -> tuple[list[Found], int]:
    """Fetch beyond the page until no equal score can lie outside what was fetched, then order the equals by number."""
    limit = start + size + _SPARE
    while True:
        result = searcher.search(query, limit=limit)
        hits, total = result.hits, int(result.count)
        if len(hits) >= total or not size or hits[-1][0] < hits[min(start + size, len(hits)) - 1][0]:
            break
        limit *= 2
    places = searcher.fast_field_values(NUMBER_ORDER, [address for _, address in hits])
    ordered = sorted(zip(hits, places, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
    return [(score, address) for (score, address), _ in ordered[start : start + size]], total
