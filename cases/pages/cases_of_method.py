"""The cases that used a method and have no result to show there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from cases.models import CaseMethod, CasePage
from cases.results.result_row import NAMED
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp


def cases_besides(page_id: int | None, shown: Collection[int]) -> list[CasePage]:
    """The public cases of a method without those that are `shown`, by number. One query, none without such cases."""
    using = _cases_of_methods().get(page_id, frozenset()) - frozenset(shown)
    if not using:
        return []
    return list(public_cases().filter(pk__in=using).only("number", *NAMED).order_by("number"))


@by_stamp
def _cases_of_methods() -> Mapping[int | None, frozenset[int]]:
    """The cases that name a method, public or not, by the method. One query for all."""
    found: dict[int | None, set[int]] = defaultdict(set)
    for method_id, page_id in CaseMethod.objects.values_list("method_id", "page_id"):
        found[method_id].add(page_id)
    return {method_id: frozenset(pages) for method_id, pages in found.items()}
