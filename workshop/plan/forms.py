"""An action as people type it, in the session and in the plan."""

from __future__ import annotations

from typing import Any

from django import forms

from core.submissions.forms import PlainText
from workshop.plan import models
from workshop.plan.models import PlanAction
from workshop.session.models import Card

_DAY = "Schrijf de datum als 31-12-2026."


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"invalid": _DAY},
    )


def text_field(label: str, longest: int, *, missing: str = "") -> PlainText:
    errors = {"required": missing, "max_length": f"Maak dit korter: hooguit {longest} tekens."}
    return PlainText(label=label, max_length=longest, required=bool(missing), error_messages=errors)


class ActionForm(forms.Form):
    what = text_field("Wat gaan jullie doen?", models.LONGEST_WHAT, missing="Schrijf op wat jullie gaan doen.")
    owner = text_field("Wie trekt het?", models.LONGEST_OWNER)
    card = forms.ChoiceField(label="Bij welke kaart hoort het?", required=False)
    due = day_field("Wanneer is het klaar?")
    figure = text_field("Welk cijfer bekijken jullie eerst?", models.LONGEST_FIGURE)
    state = forms.ChoiceField(label="Hoe staat het ervoor?", choices=PlanAction.State.choices, required=False)
    reason = text_field("Waarom gaat het niet door?", models.LONGEST_REASON)

    def __init__(self, cards: list[Card], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["card"]
        field.choices = [("", "Geen kaart"), *((str(card.pk), card.name) for card in cards)]

    def clean_card(self) -> int | None:
        return int(self.cleaned_data["card"]) if self.cleaned_data["card"] else None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["state"] = found.get("state") or PlanAction.State.TODO
        if found["state"] == PlanAction.State.DROPPED and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Schrijf op waarom het niet doorgaat. Dat helpt een volgende keer.")
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What is written in the row."""
        return {("card_id" if name == "card" else name): value for name, value in self.cleaned_data.items()}


def form_of(action: PlanAction, cards: list[Card]) -> ActionForm:
    """The form with what the action says now, with names of its own on the page."""
    initial = {name: getattr(action, name) for name in ActionForm.base_fields if name != "card"}
    return ActionForm(cards, initial={**initial, "card": action.card_id or ""}, auto_id=f"actie-{action.pk}-%s")
