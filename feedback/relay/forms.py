"""The form of a question, and the field in which it is answered."""

from __future__ import annotations

from typing import Any

from django import forms

from core.submissions.forms import PlainEmail, PlainText
from feedback.relay.models import LONGEST

SHORTEST, LONGEST_ANSWER = 10, 4000


class RelayForm(forms.Form):
    text = PlainText(
        label="Wat wil je vragen?",
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "Schrijf op wat je wilt vragen.",
            "min_length": f"Schrijf iets meer op: minstens {SHORTEST} tekens.",
            "max_length": "Maak je vraag korter: hooguit 1.000 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    email = PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. Zonder adres kunnen we je het antwoord niet sturen.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )


def reply_form(label: str, longest: int, data: Any = None) -> forms.Form:
    """What is written on a secret page: an answer, or one more question."""
    errors = {
        "required": "Schrijf eerst iets op.",
        "max_length": "Maak je tekst korter: hooguit %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
    }
    form = forms.Form(data)
    form.fields["text"] = PlainText(label=label, max_length=longest, error_messages=errors)
    return form
