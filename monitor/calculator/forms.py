"""What somebody fills in: a number or a range a field, in Dutch notation. Empty stays unknown: nothing has a price."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.submissions.forms import PlainText
from core.text.numbers import NotANumber, read_number
from monitor.calculator.formulas import NONE, Assumptions, Range

_HUNDRED = Decimal(100)
# "8.000 tot 12.000", "8.000-12.000"
_BETWEEN = re.compile(r"\s+tot(?:\s+en\s+met)?\s+|(?<=[\d%])\s*[-\N{EN DASH}]\s*(?=\d)")


class RangeField(PlainText):
    """A number, or two with ‘tot’ or a hyphen between them."""

    def __init__(self, label: str, unit: str, most: int, hint: str = "", required: bool = False) -> None:
        wrong = {"required": "Vul een getal in.", "max_length": "Dit is te lang. Schrijf een getal, of twee met ‘tot’."}
        super().__init__(label=label, required=required, max_length=60, error_messages=wrong)
        self.unit, self.most, self.hint = unit, most, hint

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    def clean(self, value: Any) -> Range | None:
        text = str(super().clean(value) or "").strip().removesuffix("%").removeprefix("€").strip()
        if not text:
            return None
        try:
            numbers = [read_number(part.strip().removesuffix("%").removeprefix("€")) for part in _BETWEEN.split(text)]
        except NotANumber as wrong:
            raise ValidationError(str(wrong)) from None
        if len(numbers) > 2:
            raise ValidationError("Schrijf één getal, of twee met ‘tot’ ertussen.")
        low, high = numbers[0], numbers[-1]
        if low < 0 or high > self.most:
            raise ValidationError(f"Dit moet tussen 0 en {self.most:,} liggen.".replace(",", "."))
        if low > high:
            raise ValidationError("Schrijf het laagste getal eerst.")
        return Range(low / _HUNDRED, high / _HUNDRED) if self.is_share else Range(low, high)


class CalculatorForm(forms.Form):
    verzoeken = RangeField(
        "Hoeveel aanvragen of vragen per jaar?", "per jaar", 100_000_000, "Bijvoorbeeld 8.000 tot 10.000.", True
    )
    nu = RangeField("Hoeveel van elke 100 gaan nu digitaal?", "%", 100, "", True)
    straks = RangeField(
        "Hoeveel van elke 100 straks?", "%", 100, "Schrijf een laagste en een hoogste: 40 tot 55.", True
    )
    mislukt = RangeField(
        "Hoeveel van elke 100 digitale lukken niet?",
        "%",
        100,
        "Die mensen komen alsnog langs het oude kanaal. Leeg: 0.",
    )
    kan_niet = RangeField(
        "Hoeveel van elke 100 mensen kunnen het niet digitaal?", "%", 100, "Die houden het oude kanaal nodig. Leeg: 0."
    )
    kosten_oud = RangeField(
        "Wat kost jou één keer via het oude kanaal?",
        "euro",
        100_000,
        "Telefoon, balie of post. Leeg: dan rekenen we niet in euro’s.",
    )
    kosten_web = RangeField("Wat kost jou één keer digitaal?", "euro", 100_000)
    minuten_oud = RangeField(
        "Hoeveel minuten werk is één keer via het oude kanaal?", "minuten", 10_000, "Leeg: dan rekenen we niet in uren."
    )
    minuten_web = RangeField("Hoeveel minuten werk is één keer digitaal?", "minuten", 10_000)
    verzilverd = RangeField(
        "Hoeveel van elke 100 euro bespaar je echt?", "%", 100, "Een balie die open blijft, kost hetzelfde. Leeg: 0."
    )
    eenmalig = RangeField("Wat kost het om te beginnen?", "euro", 1_000_000_000, "Leeg: 0.")
    jaarlijks = RangeField("Wat kost het daarna per jaar?", "euro", 1_000_000_000, "Leeg: 0.")

    def assumptions(self) -> Assumptions:
        typed = self.cleaned_data
        return Assumptions(
            requests=typed["verzoeken"],
            digital_now=typed["nu"],
            digital_after=typed["straks"],
            failing=typed["mislukt"] or NONE,
            cannot=typed["kan_niet"] or NONE,
            cost_old=typed["kosten_oud"],
            cost_web=typed["kosten_web"],
            minutes_old=typed["minuten_oud"],
            minutes_web=typed["minuten_web"],
            cashable=typed["verzilverd"] or NONE,
            once=typed["eenmalig"] or NONE,
            yearly=typed["jaarlijks"] or NONE,
        )

    def as_assumed(self) -> list[tuple[str, str]]:
        """Every assumption as its question and what was filled in, for the page and for a file."""
        zero = {"mislukt", "kan_niet", "verzilverd", "eenmalig", "jaarlijks"}
        found = []
        for bound in self:
            typed = str(bound.value() or "").replace("€", "").replace("%", "").strip()
            unit = getattr(bound.field, "unit", "")
            unknown = "0" if bound.name in zero else "niet ingevuld"
            found.append((str(bound.label), f"{typed} {unit}" if typed else unknown))
        return found
