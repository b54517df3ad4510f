"""Who sends something in, and what that person agrees to: the fields that every contribution ends with."""

from __future__ import annotations

from typing import Any

from django import forms

from contributions.base.models import Purpose
from core.submissions.forms import PlainEmail, PlainText
from core.text.numbers import number
from vocabulary.organisation_field import OrganisationField

# Fields of the form by the purpose they say yes to.
PURPOSES = {"ask_later": Purpose.YEAR, "take_questions": Purpose.QUESTIONS}
SENDER_FIELDS = ("name", "email", "licence", *PURPOSES)


def long_text(label: str, most: int = 2000, **kwargs: Any) -> PlainText:
    """A field of running text with a Dutch sentence for each way it can be wrong."""
    messages = {"max_length": f"Maak dit korter: hooguit {number(most)} tekens. Nu zijn het er %(show_value)d."}
    return PlainText(
        label=label,
        max_length=most,
        widget=forms.Textarea,
        **{"required": False, **kwargs, "error_messages": messages | kwargs.get("error_messages", {})},
    )


class SenderForm(forms.Form):
    """A mix-in: organisation, name and address, and the consents. Draw the last with `contributions/sender.html`."""

    organisation = OrganisationField()
    name = PlainText(
        label="Je naam", max_length=120, required=False, error_messages={"max_length": "Deze naam is te lang."}
    )
    email = PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. We sturen je een mail om je inzending te bevestigen.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )
    licence = forms.BooleanField(
        label="Ik mag dit namens mijn organisatie delen. De redactie mag de tekst bewerken, en iedereen mag hem "
        "daarna vrij gebruiken (CC0).",
        error_messages={"required": "Zonder dit akkoord mogen we je inzending niet gebruiken. Zet hier een vinkje."},
    )
    ask_later = forms.BooleanField(label="Vraag mij over een jaar hoe het gaat.", required=False)
    take_questions = forms.BooleanField(
        label="Collega’s van andere organisaties mogen mij via de site een vraag stellen.", required=False
    )
