"""How many methods and cases there are, and how many were measured, for the front page.

As search counts them, or as the database does.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.published import CASES
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp
from home.listing import MEASURED
from methods.counts import MethodCounts, method_counts
from methods.published import METHODS
from search.contract import Answer, Facet, Question
from search.service import answer

Key = tuple[Facet, str]


@by_stamp
def front_counts() -> tuple[MethodCounts, int]:
    """Methods in all and per word, and the number of cases.

    The index has them ready, and the links behind them lead to the same counts. Without an index the database counts,
    which takes a tenth of a second with 20,000 pages.
    """
    found = answer(Question(filters={Facet.KIND: (METHODS.slug,)}, page_size=1))
    if found.is_plain:
        return method_counts(), public_cases().count()
    kinds = _counts(found, Facet.KIND)
    counts = MethodCounts(
        total=kinds.get(METHODS.slug, 0),
        families=_counts(found, Facet.FAMILY),
        themes=_counts(found, Facet.THEME),
        barriers=_counts(found, Facet.BARRIER),
    )
    return counts, kinds.get(CASES.slug, 0)


@by_stamp
def measured_counts() -> tuple[Mapping[Key, int], Mapping[Key, int]]:
    """How many methods with a result, and how many cases, per word; both empty without an index."""
    methods = answer(Question(filters={Facet.KIND: (METHODS.slug,), Facet.STRENGTH: MEASURED}, page_size=1))
    cases = answer(Question(filters={Facet.KIND: (CASES.slug,)}, page_size=1))
    return _by_key(methods), _by_key(cases)


def _by_key(found: Answer) -> dict[Key, int]:
    return {(facet, value.value): value.count for facet, values in found.facets.items() for value in values}


def _counts(found: Answer, facet: Facet) -> Mapping[str, int]:
    return {value.value: value.count for value in found.facets.get(facet, ()) if value.count}
