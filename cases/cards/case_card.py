"""A case as a card, and cards of both kinds for a list of search hits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cases.cards.method_outcome import MethodOutcome, chosen_results
from cases.models import CasePage, Result
from cases.results.result_row import Organisations, ResultRow, organisations_of, rows_with_keys
from cases.summaries.read import evidence_levels
from core.http.cache.kept import each_by_stamp
from core.prefetch import labels_of_words
from core.text.numbers import enumeration
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
    template = "components/case_card.html"

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
    template = "components/outcome_card.html"

    @property
    def page_id(self) -> int:
        return self.card.page_id

    @property
    def number(self) -> int:
        return self.card.number

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def url(self) -> str:
        return self.card.url


@each_by_stamp
def case_cards(page_ids: Collection[int]) -> dict[int, CaseCard]:
    """Cards by page id, in a fixed number of queries. Says nothing about who may see them."""
    first, organisations = _first_results(page_ids), organisations_of(page_ids)
    return _case_cards(page_ids, organisations, _joined(first, rows_with_keys(first.values(), organisations)))


@each_by_stamp
def cards_by_page(page_ids: Collection[int]) -> dict[int, OutcomeCard | CaseCard]:
    """Cards of both kinds by page id, for a list in which methods and cases stand together."""
    methods = method_cards(page_ids)
    levels = evidence_levels(methods)
    chosen, first = chosen_results(levels), _first_results(page_ids)
    organisations = organisations_of(page_ids)
    rows = rows_with_keys({*chosen.values(), *first.values()}, organisations)
    shown = _joined(chosen, rows)
    outcomes = {
        page_id: OutcomeCard(card, MethodOutcome(levels[page_id], shown.get(page_id)))
        for page_id, card in methods.items()
    }
    return {**outcomes, **_case_cards(page_ids, organisations, _joined(first, rows))}


def _case_cards(
    page_ids: Collection[int], organisations: Organisations, rows: Mapping[int, ResultRow]
) -> dict[int, CaseCard]:
    """`rows` has the row to show by page id."""
    pages = CasePage.objects.filter(pk__in=page_ids).defer_streamfields().order_by()
    channels = labels_of_words(CasePage.channels, page_ids)
    return {
        page.pk: CaseCard(
            page_id=page.pk,
            number=page.number or 0,
            title=page.title,
            url=page.get_url() or "",
            gist=page.gist,
            organisations=tuple(each.label for each in organisations[page.pk]),
            families=tuple(dict.fromkeys(each.family.label for each in organisations[page.pk])),
            channels=tuple(channels.get(page.pk, [])),
            is_background=page.is_background,
            row=rows.get(page.pk),
        )
        for page in pages
    }


def _joined(keys: Mapping[int, int], rows: Mapping[int, ResultRow]) -> dict[int, ResultRow]:
    """The row of each page whose key of a result is still there."""
    return {page_id: rows[key] for page_id, key in keys.items() if key in rows}


def _first_results(page_ids: Collection[int]) -> dict[int, int]:
    """Per case the key of the result that stands first."""
    last_to_first = Result.objects.filter(page_id__in=page_ids).order_by("-sort_order", "-pk")
    return dict(last_to_first.values_list("page_id", "pk"))
