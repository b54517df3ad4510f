"""The forms ‘Wij gaan dit proberen’ and ‘Wij doen mee’."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.choices import Design
from contributions.base.forms import SenderForm, long_text
from core.submissions.forms import PlainText
from core.visibility import public_pages
from methods.models import MethodIndicator, MethodPage
from vocabulary.models import Indicator, OrganisationType

LATEST = timedelta(days=3 * 365)
_DESIGNS = [
    (Design.BEFORE_AFTER, "We meten vóór en na"),
    (Design.COMPARISON, "We vergelijken met een groep die dit niet krijgt"),
    (Design.STAGGERED, "We voeren het in stappen in"),
    (Design.RANDOMISED, "We loten wie het krijgt"),
]


def _line(label: str, most: int, required: str) -> PlainText:
    return PlainText(label=label, max_length=most, error_messages={"required": required})


class TryOutForm(SenderForm):
    method = forms.ChoiceField(
        label="Welke methode gaan jullie proberen?",
        error_messages={"required": "Kies een methode.", "invalid_choice": "Kies een methode uit de lijst."},
    )
    family = forms.ChoiceField(
        label="Wat voor organisatie zijn jullie?",
        required=False,
        error_messages={"invalid_choice": "Kies een soort organisatie uit de lijst, of laat het leeg."},
    )
    indicator = forms.ChoiceField(
        label="Wat meten jullie?",
        required=False,
        error_messages={"invalid_choice": "Kies wat je meet uit de lijst, of laat het leeg."},
    )
    text = long_text(
        "Wat gaan jullie doen?",
        1000,
        required=True,
        error_messages={"required": "Schrijf in een paar zinnen op wat jullie gaan doen."},
    )
    start_value = _line("Hoe is het nu?", 200, "Schrijf op hoe het nu is, of dat jullie dat nog niet weten.")
    design = forms.ChoiceField(
        label="Hoe gaan jullie meten?",
        choices=_DESIGNS,
        initial=Design.BEFORE_AFTER,
        error_messages={"required": "Kies hoe jullie meten.", "invalid_choice": "Kies een van de antwoorden."},
    )
    success = _line("Wanneer is het gelukt?", 300, "Schrijf op wanneer het voor jullie gelukt is.")
    measure_on = forms.DateField(
        label="Wanneer meten jullie?",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": "Vul in wanneer jullie meten. Een schatting is goed.",
            "invalid": "Dit is geen datum. Schrijf haar als 31-12-2027.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = public_pages(MethodPage.objects.all()).order_by("number").values_list("number", "title")
        self.fields["method"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een methode"),
            *((str(number), f"{number}. {title}") for number, title in methods),
        ]
        families = OrganisationType.objects.current().values_list("slug", "label")
        self.fields["family"].choices = [("", "Kies een soort organisatie"), *families]  # type: ignore[attr-defined]
        self.fields["indicator"].choices = _indicators(str(self["method"].value() or ""))  # type: ignore[attr-defined]

    def clean_measure_on(self) -> date:
        day: date = self.cleaned_data["measure_on"]
        today = timezone.localdate()
        if not today < day <= today + LATEST:
            raise ValidationError("Kies een dag die nog komt, hooguit drie jaar vooruit.")
        return day


class JoinForm(SenderForm):
    text = PlainText(label="Vanaf wanneer, of wat doen jullie anders?", max_length=300, required=False)


def _indicators(number: str) -> list[tuple[str, str]]:
    """Those that the chosen method aims at first, in its own question. Two queries."""
    aimed = MethodIndicator.objects.filter(page__number=number) if number.isascii() and number.isdigit() else None
    first = set(aimed.values_list("indicator_id", flat=True)) if aimed is not None else set()
    words = sorted(Indicator.objects.current(), key=lambda each: (each.pk not in first, each.label))
    return [("", "Weten we nog niet"), *((each.slug, each.question or each.label) for each in words)]
