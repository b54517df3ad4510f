"""Curated selections as a kind of page, and what every numbered page offers because of selections."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from wagtail.models import Page

from core.published import Action, PublishedKind
from workshop.selection.models import CuratedSelectionPage
from workshop.selection.selection import Name, Selection
from workshop.session.counts import team_actions


class CuratedSelectionKind(PublishedKind):
    """A selection that editors publish."""

    def actions(self, page: Page) -> Iterable[Action]:
        prefix, number = getattr(page, "short_prefix", ""), getattr(page, "number", None)
        if prefix and number:
            selection = Selection.of([Name(prefix, number)])
            yield Action("Leg op je stapel", selection.address())
            yield Action("Print als kaartje", selection.address(reverse("cards")))
        yield from team_actions(page)


CURATED_SELECTIONS = CuratedSelectionKind(
    CuratedSelectionPage, "stapel", rank=27, open_fields=("introduction", "cards")
)
