"""The fields of an index beside the analysed text, the same in every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.contract import Facet, FacetValue, Kind, Record, Sort
from search.index.text_extraction import seconds

KEY = "key"  # the id of the page
PAGE_NUMBER = "page_number"  # such as m31 or p12
NUMBER_ORDER = "number_order"
NEWEST_ORDER = "newest_order"
STRONGEST_ORDER = "strongest_order"
STORED = "stored"

_NUMBERS = 1 << 22


def facet_field(facet: Facet) -> str:
    return f"facet_{facet.value}"


def page_number(kind: Kind, number: int) -> str:
    return f"{kind.code[0]}{number}"


def order_values(record: Record) -> dict[str, int]:
    """What each field of `ORDERS` and `BY_NUMBER` holds for this record."""
    return {
        NUMBER_ORDER: _number_order(record),
        NEWEST_ORDER: _newest_order(record),
        STRONGEST_ORDER: _strongest_order(record),
    }


def _number_order(record: Record) -> int:
    """Smaller comes first: methods before cases, then by number."""
    return list(Kind).index(record.kind) * _NUMBERS + min(record.number, _NUMBERS - 1)


def _newest_order(record: Record) -> int:
    """Larger comes first: the latest moment, then methods, then the highest number. Fits in 63 bits."""
    kinds = len(Kind) - 1 - list(Kind).index(record.kind)
    return (seconds(record.published) << 24) + kinds * _NUMBERS + min(record.number, _NUMBERS - 1)


def _strongest_order(record: Record) -> int:
    """Larger comes first: the highest level of evidence (none is less than 0), then as by number. Fits in 63 bits."""
    level = max((int(value) + 1 for value in record.facets.get(Facet.STRENGTH, ())), default=0)
    after = len(Kind) * _NUMBERS
    return level * after + after - 1 - _number_order(record)


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
