"""The form ‘Vraag het de redactie’."""

from __future__ import annotations

from django import forms

from core.submissions.forms import PlainText, email_to_answer
from feedback.models import LONGEST
from search.contract import MAX_TEXT

SHORTEST = 10


class AskForm(forms.Form):
    text = PlainText(
        label="Wat wil je weten?",
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "Schrijf op wat je wilt weten.",
            "min_length": f"Schrijf iets meer op: minstens {SHORTEST} tekens.",
            "max_length": "Maak je vraag korter: hooguit 2.000 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    asked = PlainText(label="Waar zocht je op?", max_length=MAX_TEXT, required=False)
    email = email_to_answer()
