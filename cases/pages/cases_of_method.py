"""The cases of a method: those with a result that counts for it, and those that used it without counting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cases.cards.case_card import CaseCard, case_cards
from cases.models import CaseMethod
from cases.results.visibility import public_cases

# How many stand as cards; the rest are links below them.
SHOWN = 6


@dataclass(frozen=True)
class CaseOfMethod:
    """A case of a method; `counts` says whether one of its results counts for the method."""

    card: CaseCard
    counts: bool


@dataclass(frozen=True)
class CasesOfMethod:
    """Counting cases first, then by number. `shown` are the cards, `more` the links below them."""

    cases: tuple[CaseOfMethod, ...]

    @property
    def shown(self) -> tuple[CaseOfMethod, ...]:
        return self.cases[:SHOWN]

    @property
    def more(self) -> tuple[CaseOfMethod, ...]:
        return self.cases[SHOWN:]


def cases_of_method(page_id: int | None, counting: Collection[int]) -> CasesOfMethod:
    """The public cases of a method, in eight queries; empty for a page that is not saved yet.

    `counting` are the cases with a result that counts for the method.
    """
    if page_id is None:
        return CasesOfMethod(())
    using = set(CaseMethod.objects.filter(method_id=page_id).values_list("page_id", flat=True))
    visible = set(public_cases().filter(pk__in=using.union(counting)).values_list("pk", flat=True))
    cards = case_cards(visible).values()
    cases = (CaseOfMethod(card, card.page_id in counting) for card in cards)
    return CasesOfMethod(tuple(sorted(cases, key=lambda case: (not case.counts, case.card.number))))
