"""The form to sign up for a meeting, and to change what one filled in."""

from __future__ import annotations

from django import forms

from core.submissions.forms import PlainEmail, PlainText


class DetailsForm(forms.Form):
    name = PlainText(
        label="Je naam",
        max_length=120,
        error_messages={
            "required": "Vul je naam in.",
            "max_length": "Maak je naam korter: hooguit 120 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    organisation = PlainText(
        label="Je organisatie",
        max_length=160,
        required=False,
        error_messages={"max_length": "Maak dit korter: hooguit 160 tekens. Nu zijn het er %(show_value)d."},
    )


class SignUpForm(DetailsForm):
    email = PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. Daar sturen we je aanmelding heen.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )
