"""What is printed on a card, of any kind: the same words for the PDF and for the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from cases.charts.captions import row_sentence
from core.text.numbers import sentence_case
from workshop.selection.selection import SelectedCard

NO_FIGURES = "Nog geen cijfers gevonden."


@dataclass(frozen=True)
class PrintedCard:
    """The words on the two sides of one card. `facts` are what stands on the back: a label with its words; `brief` is
    the shortest of them, for a list of all cards.

    `look` is the theme that gives its colour and icon, empty without one.
    """

    name: str
    kind: str
    title: str
    gist: str
    theme: str
    look: str
    brief: str
    facts: tuple[tuple[str, str], ...]
    short_url: str

    @property
    def address(self) -> str:
        """Whole, for a camera."""
        return f"{settings.SITE_URL}{self.short_url}"

    @property
    def typed(self) -> str:
        """As somebody types it."""
        return self.address.partition("://")[2]


def printed_cards(cards: Iterable[SelectedCard]) -> list[PrintedCard]:
    """No query."""
    return [_printed(card) for card in cards]


def _printed(card: SelectedCard) -> PrintedCard:
    base = card.base
    theme = getattr(base, "theme", None)
    return PrintedCard(
        name=str(card.name).upper(),
        kind=card.kind.label,
        title=card.title,
        gist=card.gist,
        theme=theme.label if theme else card.kind.label,
        look=theme.look if theme else "",
        brief=_brief(card),
        facts=_method_facts(card) if hasattr(card.card, "outcome") else _case_facts(base),
        short_url=card.short_url,
    )


def _brief(card: SelectedCard) -> str:
    if hasattr(card.card, "outcome"):
        direction = card.card.outcome.direction
    else:
        row = getattr(card.base, "row", None)
        direction = row.direction if row else None
        if _is_background(card.base):
            return "Achtergrond"
    return str(direction.label) if direction else NO_FIGURES


def _method_facts(card: SelectedCard) -> tuple[tuple[str, str], ...]:
    outcome, effort = card.card.outcome, ", ".join(card.base.effort)
    if outcome.direction is None:
        said = [("Werkt het?", NO_FIGURES)]
    else:
        of = outcome.evidence.organisations
        where = f", bij {of} organisatie{'' if of == 1 else 's'}" if of else ""
        said = [("Werkt het?", f"{outcome.direction.label}{where}")]
        said += [("Bewijs", f"{outcome.evidence.level_name}, {outcome.level} van 5")]
    return (*said, *([("Kost", sentence_case(effort.lower()))] if effort else []))


def _case_facts(base: object) -> tuple[tuple[str, str], ...]:
    row = getattr(base, "row", None)
    organisation = str(getattr(base, "organisation", ""))
    said = [("Wie", organisation)] if organisation else []
    if row:
        return (*said, ("Wat gebeurde er?", row_sentence(row)), ("Hoe gemeten?", row.design_label))
    return (*said, ("Wat gebeurde er?", "Achtergrond: hier is niets gemeten." if _is_background(base) else NO_FIGURES))


def _is_background(base: object) -> bool:
    return bool(getattr(base, "is_background", False))
