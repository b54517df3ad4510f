"""The cases that used a method and have no result to show there."""

from __future__ import annotations

from collections.abc import Collection

from cases.models import CaseMethod, CasePage
from cases.results.visibility import public_cases


def cases_besides(page_id: int | None, shown: Collection[int]) -> list[CasePage]:
    """The public cases of a method without those that are `shown`, by number. Two queries."""
    if page_id is None:
        return []
    using = CaseMethod.objects.filter(method_id=page_id).exclude(page_id__in=shown)
    cases = public_cases().filter(pk__in=using.values_list("page_id", flat=True))
    return list(cases.defer_streamfields().order_by("number"))
