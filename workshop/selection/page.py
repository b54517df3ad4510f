"""Everything the page of a selection shows, ready for its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from core.http.query_filters import with_query
from methods.models import MethodPage
from workshop.selection.carried import CarriedSelection
from workshop.selection.order import ProposedOrder, proposed_order
from workshop.selection.same_trial import Trials, trials_behind
from workshop.selection.selection import PARAMETER, Name, SelectedCard, SelectedCards, Selection

MOST_COMPARED = 4
_MOST_IN_TITLE = 6


@dataclass(frozen=True)
class Row:
    """A card with the selections that one click makes of it; the first cannot go up, the last not down."""

    card: SelectedCard
    selection: Selection
    place: int
    is_last: bool
    note: str = ""

    @property
    def up_url(self) -> str:
        return "" if self.place == 1 else self._moved(-1)

    @property
    def down_url(self) -> str:
        return "" if self.is_last else self._moved(1)

    @property
    def off_url(self) -> str:
        return self.selection.without(self.card.name).address()

    @property
    def anchor(self) -> str:
        return f"kaart-{self.card.name}"

    def _moved(self, by: int) -> str:
        return f"{self.selection.moved(self.card.name, by).address()}#{self.anchor}"


@dataclass(frozen=True)
class SelectionPage:
    """The context of `workshop/selection.html`, as `stack`."""

    chosen: SelectedCards
    order: ProposedOrder
    trials: Trials
    notes: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def selection(self) -> Selection:
        return self.chosen.selection

    @property
    def title(self) -> str:
        names = [str(name).upper() for name in self.selection.names]
        if not names:
            return "Je stapel"
        more = len(names) - _MOST_IN_TITLE
        return f"Stapel: {', '.join(names[:_MOST_IN_TITLE])}{f' en nog {more}' if more > 0 else ''}"

    @property
    def rows(self) -> list[Row]:
        cards, notes = self.chosen.found, self.notes
        return [
            Row(card, self.selection, place, place == len(cards), notes.get(card.page_id, ""))
            for place, card in enumerate(cards, start=1)
        ]

    @property
    def address(self) -> str:
        return self.selection.address()

    @property
    def methods(self) -> list[Name]:
        """Only methods can be compared."""
        return [each.name for each in self.chosen.found if each.kind.model is MethodPage]

    @property
    def compare_url(self) -> str:
        """Of the methods when there are few enough; with more of them a reader chooses."""
        few = 2 <= len(self.methods) <= MOST_COMPARED
        return Selection.of(self.methods).address(reverse("compare")) if few else ""

    @property
    def must_choose(self) -> bool:
        return len(self.methods) > MOST_COMPARED

    @property
    def pdf_url(self) -> str:
        return self.selection.address(reverse("cards_pdf"))

    @property
    def cards_url(self) -> str:
        return self.selection.address(reverse("cards"))

    @property
    def sheets_url(self) -> str:
        return self.selection.address(reverse("selection_sheets"))

    @property
    def search_url(self) -> str:
        """Search on, with this selection in hand."""
        return with_query(reverse("search"), [(CarriedSelection.name, str(self.selection))])

    parameter = PARAMETER


def selection_page(selection: Selection, notes: Mapping[int, str] | None = None) -> SelectionPage:
    """A fixed number of queries, whatever the number of cards. `notes` say of a page why it is there."""
    chosen = selection.cards()
    return SelectionPage(chosen, proposed_order(chosen), trials_behind(chosen), notes or {})
