"""Forms of the facilitator: making a session, changing it, and being asked how it went."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django import forms

from core.submissions.forms import PlainEmail, PlainText
from core.text.sanitise import one_line
from vocabulary.organisation_field import LONGEST
from workshop.plan.forms import day_field, text_field
from workshop.selection.selection import PARAMETER, Selection
from workshop.session.making import MOST_CARDS, CardFacts
from workshop.session.models import LONGEST_CARD, LONGEST_GOAL, LONGEST_NAME, LONGEST_TITLE
from workshop.session.rounds import Round

_LONGEST_ADDRESS = 2000


class CardsForm(forms.Form):
    """Cards of a selection, and own ones of a line each."""

    selection = PlainText(
        label="Adres van je stapel",
        max_length=_LONGEST_ADDRESS,
        required=False,
        error_messages={"max_length": "Dit adres is te lang. Plak alleen het adres van je stapel."},
    )
    own = PlainText(
        label="Eigen kaarten",
        max_length=MOST_CARDS * LONGEST_CARD,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": "Dit is te veel. Een kaart is één korte regel."},
    )
    notices: tuple[str, ...] = ()

    def clean_selection(self) -> list[CardFacts]:
        typed = self.cleaned_data["selection"]
        read = Selection.parse(unquote(typed.partition(f"{PARAMETER}=")[2].partition("&")[0] or typed))
        found = read.cards()
        self.notices = tuple(found.notices)
        if typed and not found.found:
            raise forms.ValidationError("In dit adres staan geen kaarten die we kennen. Kijk het na.")
        return [(each.kind.slug, each.name.number, each.title, each.short_url) for each in found.found]

    def clean_own(self) -> list[CardFacts]:
        lines = [line for each in self.cleaned_data["own"].splitlines() if (line := one_line(each))]
        if any(len(line) > LONGEST_CARD for line in lines):
            raise forms.ValidationError(f"Een eigen kaart is hooguit {LONGEST_CARD} tekens. Maak de langste korter.")
        return [("", None, line, "") for line in dict.fromkeys(lines)]

    @property
    def cards(self) -> list[CardFacts]:
        return [*self.cleaned_data["selection"], *self.cleaned_data["own"]]


class DetailsForm(forms.Form):
    title = text_field("Titel", LONGEST_TITLE, missing="Geef de werksessie een titel.")
    goal = text_field("Doel", LONGEST_GOAL)
    organisation = text_field("Organisatie", LONGEST)
    day = day_field("Datum")


class StartForm(CardsForm, DetailsForm):
    rounds = forms.MultipleChoiceField(
        label="Welke rondes doen jullie?",
        choices=[choice for choice in Round.choices if choice[0] != Round.END],
        required=False,
        error_messages={"invalid_choice": "Kies uit de rondes hieronder."},
    )
    field_order = ("title", "goal", "organisation", "day", "selection", "own", "rounds")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not self.cards:
            self.add_error(
                "selection", "Geef de werksessie kaarten: plak het adres van je stapel, of maak eigen kaarten."
            )
        elif not self.errors and len(self.cards) > MOST_CARDS:
            self.add_error(
                "own", f"Een werksessie heeft hooguit {MOST_CARDS} kaarten. Nu zijn het er {len(self.cards)}."
            )
        return found


class NameForm(forms.Form):
    name = text_field("Je voornaam", LONGEST_NAME)


class ReminderForm(forms.Form):
    email = PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )
    remind_on = day_field("Wanneer vragen we hoe het ging?")
