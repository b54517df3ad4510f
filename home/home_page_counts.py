"""How many methods and cases there are, for the front page: as search counts them, or as the database does."""

from __future__ import annotations

from collections.abc import Mapping

from cases.published import CASES
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp
from methods.counts import MethodCounts, method_counts
from methods.published import METHODS
from search.contract import Answer, Facet, Question
from search.service import answer


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


def _counts(found: Answer, facet: Facet) -> Mapping[str, int]:
    return {value.value: value.count for value in found.facets.get(facet, ()) if value.count}
