"""Fields of a public form."""

from __future__ import annotations

from typing import Any

from django import forms

from core.text.sanitise import clean_text


class PlainText(forms.CharField):
    """Strip what nobody sees instead of refusing it: a reader cannot take it out."""

    default_error_messages = {
        "max_length": "Maak dit korter: hooguit %(limit_value)d tekens. Nu zijn het er %(show_value)d."
    }

    def to_python(self, value: Any) -> str:
        return str(super().to_python(clean_text(str(value)) if value else value) or "")

    def prepare_value(self, value: Any) -> Any:
        return clean_text(value) if isinstance(value, str) else value


class PlainEmail(PlainText, forms.EmailField):
    """As `PlainText`, for an address."""


def email_to_answer() -> PlainEmail:
    """The address somebody may leave to get an answer at."""
    return PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        required=False,
        error_messages={
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl, of laat het leeg.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres, of laat het leeg.",
        },
    )
