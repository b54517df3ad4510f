"""Forms of the figures: your own beside them, and an objection to them."""

from __future__ import annotations

from typing import Any

from django import forms

from core.submissions.forms import PlainText, email_to_answer
from monitor.series.lines import Line
from monitor.series.pasted import LONGEST_NAME, BadPaste, read_pasted

_TOO_LONG = {"max_length": "Maak dit korter: hooguit %(limit_value)d tekens. Nu zijn het er %(show_value)d."}


class OwnFiguresForm(forms.Form):
    """What somebody pastes; `line` is what was read of it. Nothing is stored."""

    figures = forms.CharField(
        label="Jullie cijfers",
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": "Plak je cijfers: op elke regel een periode en een getal.", **_TOO_LONG},
    )
    unit = PlainText(
        label="Waarin is dit geteld?",
        max_length=LONGEST_NAME,
        error_messages={"required": "Vul in wat je telde, zoals telefoontjes.", **_TOO_LONG},
    )
    name = PlainText(label="Wat staat erboven?", max_length=LONGEST_NAME, required=False, error_messages=_TOO_LONG)

    line: Line | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "figures" in cleaned and "unit" in cleaned:
            try:
                self.line = read_pasted(cleaned["figures"], cleaned.get("name", ""), cleaned["unit"])
            except BadPaste as error:
                self.add_error("figures", error.problems)
        return cleaned


class RemarkForm(forms.Form):
    text = PlainText(
        label="Wat is er op deze cijfers aan te merken?",
        min_length=10,
        max_length=2000,
        error_messages={
            "required": "Schrijf op wat er aan te merken is.",
            "min_length": "Schrijf iets meer op: minstens 10 tekens.",
            "max_length": "Maak je tekst korter: hooguit 2.000 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    source = PlainText(label="Waar staat dat?", max_length=500, required=False, error_messages=_TOO_LONG)
    email = email_to_answer()
