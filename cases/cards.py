"""A case as a card, and cards of both kinds for a list of search hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import CaseOrganisation, CasePage, Result
from cases.outcomes import NO_RESULT, MethodOutcome, method_outcomes
from cases.rows import ResultRow, rows_of_results
from core.notation import enumeration
from core.related import words_of
from methods.cards import MethodCard, method_cards


@dataclass(frozen=True)
class CaseCard:
    """What stands on the card. `row` is its first result, if it has one."""

    page_id: int
    number: int
    title: str
    url: str
    gist: str
    organisations: tuple[str, ...]
    families: tuple[str, ...]
    channels: tuple[str, ...]
    is_background: bool
    row: ResultRow | None

    kind = "case"

    @property
    def organisation(self) -> str:
        return enumeration(self.organisations)

    @property
    def letters(self) -> list[str]:
        """The certainty letters of the result shown, each once."""
        if self.row is None:
            return []
        return sorted({letter for source in self.row.sources for letter in source.letters})


@dataclass(frozen=True)
class OutcomeCard:
    """A method card with what the method yielded."""

    card: MethodCard
    outcome: MethodOutcome

    kind = "method"

    @property
    def page_id(self) -> int:
        return self.card.page_id


def case_cards(page_ids: Collection[int]) -> dict[int, CaseCard]:
    """Cards by page id, in a fixed number of queries. Says nothing about who may see them."""
    pages = CasePage.objects.filter(pk__in=page_ids).defer_streamfields().order_by()
    channels = words_of(CasePage.channels, page_ids)
    organisations: dict[int, list[CaseOrganisation]] = defaultdict(list)
    for link in CaseOrganisation.objects.filter(page_id__in=page_ids).select_related("organisation__family"):
        organisations[link.page_id].append(link)
    first = {row.case_id: row for row in rows_of_results(_first_results(page_ids))}
    return {
        page.pk: CaseCard(
            page_id=page.pk,
            number=page.number or 0,
            title=page.title,
            url=page.get_url() or "",
            gist=page.gist,
            organisations=tuple(link.organisation.label for link in organisations[page.pk]),
            families=tuple(dict.fromkeys(link.organisation.family.label for link in organisations[page.pk])),
            channels=tuple(channel.label for channel in channels.get(page.pk, [])),
            is_background=page.is_background,
            row=first.get(page.pk),
        )
        for page in pages
    }


def _first_results(page_ids: Collection[int]) -> QuerySet[Result]:
    """The result that stands first on each case."""
    order = Result.objects.filter(page_id__in=page_ids).order_by("-sort_order", "-pk").values_list("page_id", "pk")
    first: QuerySet[Result] = Result.objects.filter(pk__in=dict(order).values())
    return first.select_related("indicator", "page").order_by()


def cards_by_page(page_ids: Collection[int]) -> dict[int, OutcomeCard | CaseCard]:
    """Cards of both kinds by page id, for a list in which methods and cases stand together."""
    cards: dict[int, OutcomeCard | CaseCard] = {}
    methods = method_cards(page_ids)
    outcomes = method_outcomes(list(methods))
    for page_id, card in methods.items():
        cards[page_id] = OutcomeCard(card, outcomes.get(page_id, NO_RESULT))
    cards.update(case_cards(page_ids))
    return cards
