"""The fields of one result in a form for contributors, and their words."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.choices import Design, Outcome, Relation, ReportedBy, Shape
from cases.entry import as_text, contrast_of, form_fields
from contributions.base.forms import long_text
from contributions.intake.models import LONG

# The figures of a result by the row they stand in; which shapes use a row follows from the model.
FIGURES = (
    ("first_events", "first_total"),
    ("second_events", "second_total"),
    ("first", "second"),
    ("change_points",),
    ("change_relative", "change_factor"),
    ("change_low", "change_high"),
    ("outcome",),
    ("series",),
)
_NAMES = ("shape", *(name for row in FIGURES for name in row), "first_period", "second_period", "design")
_SHAPES = [
    ("", "Kies wat je weet"),
    (Shape.COUNTS, "Aantallen: 120 van de 800"),
    (Shape.SHARE, "Percentages: van 15% naar 11%"),
    (Shape.VALUE, "Een aantal, tijd of bedrag: van 40 naar 32"),
    (Shape.POINTS, "Alleen het verschil in procentpunten"),
    (Shape.RELATIVE, "Alleen hoeveel procent meer of minder"),
    (Shape.RANGE, "Een bandbreedte: 50 tot 70% minder"),
    (Shape.TEXT, "Geen cijfers: omhoog, omlaag of gelijk gebleven"),
    (Shape.SINGLE, "Eén losse meting, geen vóór en na"),
    (Shape.SERIES, "Een reeks metingen"),
]
_DESIGNS = [
    (Design.BEFORE_AFTER, "Nee, alleen vóór en na"),
    (Design.COMPARISON, "Ja, met een groep die dit niet kreeg"),
    (Design.STAGGERED, "Ja, we voerden het in stappen in"),
    (Design.RANDOMISED, "Ja, we lootten wie het kreeg"),
]
_RELATIONS = [
    (Relation.ALONE, "Alleen deze methode"),
    (Relation.BUNDLE, "We veranderden nog meer tegelijk"),
    (Relation.UNKNOWN, "Dat weten we niet"),
]
_OUTCOMES = [
    ("", "Kies wat er gebeurde"),
    *((value, str(Outcome(value).label).capitalize()) for value in ("fell", "same", "rose", "mixed")),
]
_LABELS = {
    "first_events": "Vóór: hoeveel",
    "first_total": "van de",
    "second_events": "Na: hoeveel",
    "second_total": "van de",
    "first": "Vóór",
    "second": "Na",
    "change_points": "Verschil in procentpunten (min voor minder)",
    "change_relative": "Procent meer of minder (min voor minder)",
    "change_factor": "of: hoeveel keer zo veel",
    "change_low": "Van (procent, min voor minder)",
    "change_high": "tot (procent)",
    "outcome": "Wat gebeurde er?",
    "series": "De metingen, één per regel",
    "first_period": "Wanneer maten jullie vóór?",
    "second_period": "Wanneer deden jullie dit?",
}


class ResultFields:
    """The fields of one result in a form, their names after a prefix; and what was typed in them, as a result."""

    def __init__(self, prefix: str, indicators: list[tuple[str, str]]) -> None:
        self.prefix = prefix
        self.fields = form_fields(_NAMES) | {
            "indicator": forms.ChoiceField(
                label="Wat maten jullie?",
                choices=indicators,
                required=False,
                error_messages={"invalid_choice": "Kies wat je mat uit de lijst."},
            ),
            "shape": _choice("Welke cijfers heb je?", _SHAPES),
            "outcome": _choice(_LABELS["outcome"], _OUTCOMES),
            "design": _choice("Was er iets om mee te vergelijken?", _DESIGNS, initial=Design.BEFORE_AFTER),
            "relation": _choice("Wat verschilde er tussen vóór en na?", _RELATIONS, initial=Relation.ALONE),
            "series": long_text(_LABELS["series"], LONG),
        }
        for name, label in _LABELS.items():
            self.fields[name].label = label

    def names(self) -> dict[str, forms.Field]:
        return {f"{self.prefix}{name}": field for name, field in self.fields.items()}

    def is_empty(self, cleaned: dict[str, Any], *, but: tuple[str, ...] = ()) -> bool:
        """Nothing was typed beside what stands there by itself."""
        by_itself = {"design", "relation", "indicator", *but}
        return not any(cleaned.get(f"{self.prefix}{name}") not in (None, "") for name in set(self.fields) - by_itself)

    def row(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What is filled in, as it is stored. Figures of another shape than the chosen one are left as typed."""
        typed = {name: cleaned.get(f"{self.prefix}{name}") for name in self.fields}
        shape, design = typed["shape"] or "", typed["design"] or Design.BEFORE_AFTER
        if shape in (Shape.SINGLE, Shape.SERIES, ""):
            design = ""
        facts = {"contrast": contrast_of(shape, design), "design": design, "reported_by": ReportedBy.DOER}
        return as_text(typed | facts)


def _choice(label: str, choices: list[Any], initial: str = "") -> forms.ChoiceField:
    message = {"invalid_choice": "Kies een van de antwoorden."}
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial, error_messages=message)
