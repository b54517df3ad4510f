"""The public methods that results say something about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from cases.models import ResultMethod
from core.visibility import public_pages
from methods.models import MethodPage


class MethodLink(NamedTuple):
    number: int
    title: str
    url: str


def methods_of(result_ids: Collection[int]) -> dict[int, list[MethodLink]]:
    """The public methods that each result counts for, by number. Two queries."""
    links = ResultMethod.objects.filter(result_id__in=result_ids).order_by()
    pairs = set(links.values_list("result_id", "method_id"))
    public = public_pages(MethodPage.objects.filter(pk__in={method for _, method in pairs})).defer_streamfields()
    methods = {page.pk: MethodLink(page.number or 0, page.title, page.get_url() or "") for page in public}
    found: dict[int, list[MethodLink]] = defaultdict(list)
    for result_id, method_id in pairs:
        if method_id in methods:
            found[result_id].append(methods[method_id])
    for listed in found.values():
        listed.sort()
    return found
