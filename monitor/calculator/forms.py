"""What somebody fills in: a number or a range a field, in Dutch notation. Empty stays unknown: nothing has a price."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.submissions.forms import PlainText
from core.text.numbers import NotANumber, number, read_number
from monitor.calculator.formulas import NONE, Assumptions, OldChannel, Range

_HUNDRED = Decimal(100)
# "8.000 tot 12.000", "8.000-12.000"
_BETWEEN = re.compile(r"\s+tot(?:\s+en\s+met)?\s+|(?<=[\d%])\s*[-\N{EN DASH}]\s*(?=\d)")


# What is digital stands last: it is where the others go.
DIGITAL = "digitaal"
CHANNELS = {"telefoon": "Telefoon", "balie": "Balie", "post": "Post", "mail": "E-mail", DIGITAL: "Digitaal"}
_OF_A_CHANNEL = ("aantal", "kosten", "minuten")

# From the share that is digital now to what a next organisation may come to; both 0 to 1.
Expected = Callable[[Range], Range | None]


class RangeField(PlainText):
    """A number, or two with ‘tot’ or a hyphen between them."""

    def __init__(
        self, label: str, unit: str, most: int, hint: str = "", *, group: str = "", required: bool = False
    ) -> None:
        wrong = {"required": "Vul een getal in.", "max_length": "Dit is te lang. Schrijf een getal, of twee met ‘tot’."}
        super().__init__(label=label, required=required, max_length=60, error_messages=wrong)
        self.unit, self.most, self.hint, self.group = unit, most, hint, group

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
            raise ValidationError(f"Dit moet tussen 0 en {number(self.most)} liggen.")
        if low > high:
            raise ValidationError("Schrijf het laagste getal eerst.")
        return Range(low / _HUNDRED, high / _HUNDRED) if self.is_share else Range(low, high)


class CalculatorForm(forms.Form):
    """`expected` gives the range for a next organisation at a share that is digital now; without it nobody fills in
    what is left open. `was_filled` says that it did."""

    was_filled = False

    def __init__(self, *args: Any, expected: Expected | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields = {**self._of_channels(), **self.fields}
        self.fields["verzilverd"].initial = "0"

    straks = RangeField(
        "Hoeveel van elke 100 gaan straks digitaal?", "%", 100, "Schrijf een laagste en een hoogste: 40 tot 55."
    )
    midden = RangeField("En wat lijkt je het waarschijnlijkst?", "%", 100, "Eén getal tussen die twee. Mag leeg.")
    mislukt = RangeField(
        "Hoeveel van elke 100 digitale lukken niet?",
        "%",
        100,
        "Die komen alsnog langs een ander kanaal. Leeg: 0.",
    )
    kan_niet = RangeField(
        "Hoeveel van elke 100 mensen kunnen het niet digitaal?", "%", 100, "Die houden een ander kanaal nodig. Leeg: 0."
    )
    verzilverd = RangeField(
        "Hoeveel van elke 100 euro bespaar je echt?",
        "%",
        100,
        "Een balie die open blijft, kost hetzelfde. Begint op 0.",
    )
    eenmalig = RangeField("Wat kost het om te beginnen?", "euro", 1_000_000_000, "Leeg: 0.")
    jaarlijks = RangeField("Wat kost het daarna per jaar?", "euro", 1_000_000_000, "Leeg: 0.")

    @staticmethod
    def _of_channels() -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for key, group in CHANNELS.items():
            required = key == DIGITAL
            hint = "Nog niets digitaal? Vul 0 in." if required else "Zoals 8.000 tot 10.000. Leeg: telt niet mee."
            found[f"aantal_{key}"] = RangeField(
                "Hoe vaak per jaar?", "per jaar", 100_000_000, hint, group=group, required=required
            )
            found[f"kosten_{key}"] = RangeField(
                "Wat kost jou één keer?", "euro", 100_000, "In euro’s. Mag leeg.", group=group
            )
            found[f"minuten_{key}"] = RangeField(
                "Hoeveel minuten werk is dat?", "minuten", 10_000, "Mag leeg.", group=group
            )
        return found

    @property
    def channels(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each channel, below its name."""
        return [(label, [self[f"{name}_{key}"] for name in _OF_A_CHANNEL]) for key, label in CHANNELS.items()]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if "_" not in name or name == "kan_niet"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        old = [key for key in CHANNELS if key != DIGITAL]
        if not self.errors and not any((found := typed[f"aantal_{key}"]) and found.high for key in old):
            self.add_error("aantal_telefoon", "Vul bij minstens één kanaal in hoe vaak mensen het gebruiken.")
        for key in old:
            has_more = typed.get(f"kosten_{key}") or typed.get(f"minuten_{key}")
            if has_more and not typed.get(f"aantal_{key}") and f"aantal_{key}" not in self.errors:
                self.add_error(f"aantal_{key}", "Vul ook in hoe vaak dit per jaar gebeurt.")
        if not self.errors and typed["straks"] is None:
            typed["straks"] = self._fill_in(typed)
        elif typed.get("straks") and typed["straks"].is_one_number:
            self.add_error("straks", "Vul een laagste en een hoogste in, zoals 40 tot 55. Eén getal is een belofte.")
        straks, midden = typed.get("straks"), typed.get("midden")
        if midden and not midden.is_one_number:
            self.add_error("midden", "Schrijf hier één getal.")
        elif straks and midden and not straks.low <= midden.low <= straks.high:
            self.add_error("midden", "Dit moet tussen je laagste en je hoogste liggen.")
        return typed

    def _fill_in(self, typed: dict[str, Any]) -> Range | None:
        """What enough organisations together give from here; an error at the field where they do not."""
        now = self._assumptions(typed | {"straks": NONE}).share_now
        found = self.expected(now) if self.expected else None
        if found is None:
            self.add_error("straks", "Vul een laagste en een hoogste in, zoals 40 tot 55.")
            return None
        low, high = (number(round(end * _HUNDRED)) for end in (found.low, found.high))
        sent: Any = self.data
        filled = sent.copy()
        filled["straks"] = f"{low} tot {high}"
        self.data = filled
        self.was_filled = True
        return Range.of(read_number(low) / _HUNDRED, read_number(high) / _HUNDRED)

    def assumptions(self) -> Assumptions:
        return self._assumptions(self.cleaned_data)

    @staticmethod
    def _assumptions(typed: dict[str, Any]) -> Assumptions:
        return Assumptions(
            channels=tuple(
                OldChannel(label, found, typed[f"kosten_{key}"], typed[f"minuten_{key}"])
                for key, label in CHANNELS.items()
                if key != DIGITAL and (found := typed[f"aantal_{key}"])
            ),
            digital_now=typed[f"aantal_{DIGITAL}"],
            digital_after=typed["straks"],
            failing=typed["mislukt"] or NONE,
            cannot=typed["kan_niet"] or NONE,
            cost_web=typed[f"kosten_{DIGITAL}"],
            minutes_web=typed[f"minuten_{DIGITAL}"],
            cashable=typed["verzilverd"] or NONE,
            once=typed["eenmalig"] or NONE,
            yearly=typed["jaarlijks"] or NONE,
        )

    def as_assumed(self) -> list[tuple[str, str]]:
        """Every assumption as its question and what was filled in, for the page and for a file."""
        found = []
        for channel, fields in self.channels:
            if fields[0].value():
                for each in fields:
                    label = str(each.label)
                    found.append((f"{channel}: {label[:1].lower()}{label[1:]}", _spoken(each, "niet ingevuld")))
            else:
                found.append((channel, "telt niet mee"))
        for each in self.others:
            found.append((str(each.label), _spoken(each, "niet ingevuld" if each.name == "midden" else "0")))
        return found


def _spoken(bound: forms.BoundField, unknown: str) -> str:
    typed = str(bound.value() or "").replace("€", "").replace("%", "").strip()
    return f"{typed} {getattr(bound.field, 'unit', '')}" if typed else unknown
