"""A selection that goes along while a reader searches on: each card then offers to be added."""

from __future__ import annotations

from typing import Any

from core.http.carried import CardOffer
from core.published import Action
from workshop.selection.selection import Selection, name_of_card


class CarriedSelection:
    """The parameter of search that holds a selection."""

    name = "stapel"

    def clean(self, value: str) -> str:
        return str(Selection.parse(value))

    def about(self, value: str) -> Action:
        selection = Selection.parse(value)
        return Action(f"Je stapel ({len(selection.names)})", selection.address())

    def on_card(self, value: str, card: Any) -> CardOffer | None:
        selection, name = Selection.parse(value), name_of_card(card)
        if name is None:
            return None
        if name in selection.names:
            return CardOffer("Ligt op je stapel", "")
        if selection.is_full:
            return CardOffer("Je stapel is vol", "")
        return CardOffer(f"+ Leg {name} op je stapel", str(selection.adding(name)))
