"""The form ‘Klopt dit niet?’: what somebody says is wrong with a result."""

from __future__ import annotations

from django import forms

from cases.models import CorrectionReport
from core.submissions.forms import PlainText, email_to_answer

SHORTEST, LONGEST = 10, 2000


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(
        label="Wat klopt er niet?",
        choices=CorrectionReport.About.choices,
        error_messages={"required": "Kies wat er niet klopt.", "invalid_choice": "Kies wat er niet klopt."},
    )
    text = PlainText(
        label="Leg uit wat er niet klopt",
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "Schrijf op wat er niet klopt.",
            "min_length": f"Schrijf iets meer op: minstens {SHORTEST} tekens.",
            "max_length": "Maak je uitleg korter: hooguit 2.000 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    source = PlainText(
        label="Waar staat het goed?",
        max_length=500,
        required=False,
        error_messages={"max_length": "Maak dit korter: hooguit 500 tekens. Nu zijn het er %(show_value)d."},
    )
    email = email_to_answer()
