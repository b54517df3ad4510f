"""The hits of a page of results, joined with their cards: what editors put first, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.published import cards_of
from search.contract import Answer, Hit

# The place of what editors put first, where the first place is 1.
FEATURED_PLACE = 0


@dataclass(frozen=True)
class HitCard:
    """A hit with its card, as its kind makes it.

    `place` is its place among all results, from 1; of a featured one `FEATURED_PLACE`.
    """

    hit: Hit
    card: Any
    place: int


@dataclass(frozen=True)
class HitCards:
    """The cards on one page of results.

    A featured page that is among the hits of this page is not shown twice: it is left out of `results`, where the
    others keep their places; `promoted_count` counts those. So total, counts and paging stay those of the engine.
    """

    featured: tuple[HitCard, ...] = ()
    results: tuple[HitCard, ...] = ()
    promoted_count: int = 0


def cards_of_hits(found: Answer) -> HitCards:
    """In a fixed number of queries, whether pages are featured or not."""
    cards = cards_of(dict.fromkeys((hit.kind, hit.page_id) for hit in (*found.featured, *found.hits)))
    featured = [HitCard(hit, cards[hit.page_id], FEATURED_PLACE) for hit in found.featured if hit.page_id in cards]
    first = (found.question.page - 1) * found.question.page_size + 1
    ordinary = [
        HitCard(hit, cards[hit.page_id], place)
        for place, hit in enumerate(found.hits, start=first)
        if hit.page_id in cards
    ]
    above = {result.hit.page_id for result in featured}
    results = tuple(result for result in ordinary if result.hit.page_id not in above)
    return HitCards(tuple(featured), results, len(ordinary) - len(results))
