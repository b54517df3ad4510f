"""Which trials stand behind the methods of a selection, and which of them behind more than one: no double evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cases.choices import COUNTING
from cases.models import ResultMethod
from cases.results.visibility import counting_results
from core.text.numbers import enumeration
from methods.models import MethodPage
from workshop.selection.selection import SelectedCard, SelectedCards


class SharedTrial(NamedTuple):
    """A case that says something about more than one of the methods."""

    number: int
    title: str
    url: str
    cards: tuple[SelectedCard, ...]

    @property
    def methods(self) -> str:
        return enumeration([str(card.name) for card in self.cards])


class Trials(NamedTuple):
    """`total` different cases stand behind the methods; `shared` behind more than one."""

    total: int = 0
    shared: tuple[SharedTrial, ...] = ()


def trials_behind(chosen: SelectedCards) -> Trials:
    """What counts for the methods of the selection. One query, none without two methods."""
    methods = {each.page_id: each for each in chosen.found if each.kind.model is MethodPage}
    if len(methods) < 2:
        return Trials()
    links = ResultMethod.objects.filter(
        method_id__in=methods, relation__in=COUNTING, result__in=counting_results().order_by().values("pk")
    ).select_related("result__page")
    behind: dict[int, set[int]] = defaultdict(set)
    cases = {}
    for link in links:
        cases[link.result.page_id] = link.result.page
        behind[link.result.page_id].add(link.method_id)
    shared = [
        SharedTrial(
            case.number,
            case.title,
            case.get_url() or "",
            tuple(card for page_id, card in methods.items() if page_id in behind[key]),
        )
        for key, case in sorted(cases.items(), key=lambda one: one[1].number or 0)
        if len(behind[key]) > 1
    ]
    return Trials(len(cases), tuple(shared))
