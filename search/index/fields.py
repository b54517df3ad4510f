"""The fields of an index beside the analysed text, the same in every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.published import Document
from core.published.registry import HIGHEST_RANK
from core.text.extraction import seconds
from search.contract import Facet, FacetValue, Sort
from search.index.document_analysis import HIGH_VALUE_FIELDS, HIGH_VALUE_STEMS, STEMS, WEIGHTS, analysed, stems_in

KEY = "key"  # the id of the page
PAGE_NUMBER = "page_number"  # such as methode:31
NUMBER_ORDER = "number_order"
NEWEST_ORDER = "newest_order"
STRONGEST_ORDER = "strongest_order"
STORED = "stored"

_NUMBERS = 1 << 22
_RANKS = HIGHEST_RANK + 1


def facet_field(facet: Facet) -> str:
    return f"facet_{facet.value}"


def page_number(kind: str, number: int) -> str:
    return f"{kind}:{number}"


def document_fields(document: Document) -> dict[str, str | int | list[str]]:
    """What every engine indexes of a document, by field: a text of tokens, a list of them or a number."""
    tokens = analysed(document)
    return {
        KEY: str(document.page_id),
        PAGE_NUMBER: page_number(document.kind, document.number),
        STEMS: stems_in(tokens, WEIGHTS),
        HIGH_VALUE_STEMS: stems_in(tokens, HIGH_VALUE_FIELDS),
        **_order_values(document),
        **tokens,
        **{f"facet_{facet}": list(values) for facet, values in document.facets.items() if values},
    }


def _order_values(document: Document) -> dict[str, int]:
    """What each field of `ORDERS` and `BY_NUMBER` holds for this document."""
    return {
        NUMBER_ORDER: _number_order(document),
        NEWEST_ORDER: _newest_order(document),
        STRONGEST_ORDER: _strongest_order(document),
    }


def _number_order(document: Document) -> int:
    """Smaller comes first: by the rank of the kind, then by number."""
    return document.rank * _NUMBERS + _place(document)


def _newest_order(document: Document) -> int:
    """Larger comes first: the latest moment, then the lowest rank, then the highest number. Fits in 63 bits."""
    kinds = _RANKS - 1 - document.rank
    return (seconds(document.published) * _RANKS + kinds) * _NUMBERS + _place(document)


def _strongest_order(document: Document) -> int:
    """Larger comes first: the highest level of evidence (none is less than 0), then as by number. Fits in 63 bits."""
    level = max((int(value) + 1 for value in document.facets.get(Facet.STRENGTH, ())), default=0)
    after = _RANKS * _NUMBERS
    return level * after + after - 1 - _number_order(document)


def _place(document: Document) -> int:
    """Its number, or the id of a page without one: pages of one kind always stand in the same order."""
    return min(document.number or document.page_id, _NUMBERS - 1)


# The order that each sort of its own follows: field, and whether larger comes first. Any other sort is by number.
ORDERS: Mapping[Sort, tuple[str, bool]] = {
    Sort.NEWEST: (NEWEST_ORDER, True),
    Sort.STRONGEST: (STRONGEST_ORDER, True),
}
BY_NUMBER = (NUMBER_ORDER, False)


def facet_values(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    """Every value above 0 and every chosen one, by slug; the label is still the slug."""
    slugs = sorted({*counts, *chosen})
    return tuple(FacetValue(slug, slug, counts.get(slug, 0), slug in chosen) for slug in slugs)
