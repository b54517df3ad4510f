"""The form ‘Vraag het de redactie’, and its guard."""

from __future__ import annotations

from django import forms

from core.form_fields import PlainText, email_to_answer
from core.form_guard import FormGuard, Objections
from core.guarding import Rate
from search.asking.models import LONGEST
from search.contract import MAX_TEXT

SHORTEST = 10
TOO_MANY = "Er komen nu heel veel vragen binnen. Je tekst staat er nog. Probeer het over tien minuten opnieuw."

GUARD = FormGuard(
    "search.asking",
    Objections(
        too_soon="Dat ging wel heel snel. Lees je vraag nog eens na en verstuur haar opnieuw.",
        too_late="Deze pagina stond te lang open. Wat je schreef, staat er nog. Verstuur het opnieuw.",
        trapped="Een verborgen veld was ingevuld, misschien door je browser. Het is nu leeg. Verstuur opnieuw.",
        elsewhere="Dit formulier kwam niet van deze site. Verstuur het opnieuw vanaf deze pagina.",
    ),
)
# Each process takes in so many per span of time.
QUESTIONS = Rate()


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
    asked = PlainText(
        label="Waar zocht je op?",
        max_length=MAX_TEXT,
        required=False,
        error_messages={"max_length": f"Maak dit korter: hooguit {MAX_TEXT} tekens. Nu zijn het er %(show_value)d."},
    )
    email = email_to_answer()
