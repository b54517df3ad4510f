"""The forms ‘Klopt dit niet?’: what somebody says is wrong with a result, or with a step of a method."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import CorrectionReport
from core.submissions.forms import PlainText, email_to_answer
from methods.models import MethodPage

SHORTEST, LONGEST = 10, 2000
_CHOOSE = {"required": "Kies wat er niet klopt.", "invalid_choice": "Kies wat er niet klopt."}
_OF_A_RESULT = [choice for choice in CorrectionReport.About.choices if choice[0] != CorrectionReport.About.STEP]
ELSEWHERE = "Iets anders op deze pagina"


class _Report(forms.Form):
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
    source = PlainText(label="Waar staat het goed?", max_length=500, required=False)
    email = email_to_answer()


class CorrectionForm(_Report):
    about = forms.ChoiceField(label="Wat klopt er niet?", choices=_OF_A_RESULT, error_messages=_CHOOSE)

    field_order = ("about",)


class StepForm(_Report):
    """What is wrong with a step of this method."""

    step = forms.ChoiceField(label="Welke stap klopt niet?", error_messages=_CHOOSE)

    field_order = ("step",)

    def __init__(self, method: MethodPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [f"Stap {place}: {step.value['title']}" for place, step in enumerate(method.steps, start=1)]
        self.fields["step"].choices = [(step, step) for step in (*steps, ELSEWHERE)]  # type: ignore[attr-defined]
