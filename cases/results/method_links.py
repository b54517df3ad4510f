"""The public methods that results say something about, and what each result tested of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from cases.choices import Relation
from cases.models import ResultMethod
from core.http.cache.kept import each_by_stamp
from core.visibility import public_pages
from methods.models import MethodPage

_SAID: dict[str, str] = {
    Relation.ALONE: "los getest",
    Relation.BUNDLE: "samen met iets anders",
    Relation.VERSUS: "tegenover iets anders",
    Relation.UNKNOWN: "onbekend wat er verschilde",
}


class MethodLink(NamedTuple):
    """A method with what the result tested of it; `arm` is its side of a head to head, empty for both or neither."""

    number: int
    title: str
    url: str
    relation: str = Relation.ALONE
    arm: str = ""
    page_id: int = 0

    @property
    def said(self) -> str:
        """What the result says of it, in a few words."""
        return _SAID.get(self.relation, _SAID[Relation.UNKNOWN])


def methods_of(result_ids: Collection[int]) -> dict[int, tuple[MethodLink, ...]]:
    """The public methods of each result, by number. Two queries, one when the methods are kept already."""
    links = ResultMethod.objects.filter(result_id__in=result_ids).order_by("pk")
    said = {
        (result_id, method_id): (relation, arm)
        for result_id, method_id, relation, arm in links.values_list("result_id", "method_id", "relation", "arm")
    }
    names = _names_of({method for _, method in said})
    found: dict[int, list[MethodLink]] = defaultdict(list)
    for (result_id, method_id), (relation, arm) in said.items():
        if name := names.get(method_id):
            found[result_id].append(MethodLink(*name, relation, arm, method_id))
    return {result_id: tuple(sorted(listed)) for result_id, listed in found.items()}


@each_by_stamp
def _names_of(page_ids: Collection[int]) -> dict[int, tuple[int, str, str]]:
    """Number, title and address of the public methods among these. One query."""
    pages = public_pages(MethodPage.objects.filter(pk__in=page_ids)).defer_streamfields()
    return {page.pk: (page.number or 0, page.title, page.get_url() or "") for page in pages}
