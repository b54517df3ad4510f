"""Forms of the figures: your own beside them, and an objection to them."""

from __future__ import annotations

from typing import Any

from django import forms

from core.submissions.forms import PlainText, email_to_answer
from monitor.series.lines import Line
from monitor.series.pasted import LONGEST_NAME, BadPaste, read_pasted


class OwnFiguresForm(forms.Form):
    """What somebody pastes, beside one of these lines; `line` is what was read of it. Nothing is stored.

    The template in the field has the periods of the first of these lines.
    """

    beside = forms.ChoiceField(
        label="Waar zetten we ze naast?",
        required=False,
        error_messages={"invalid_choice": "Kies een regel uit de lijst."},
    )
    figures = forms.CharField(
        label="Jullie cijfers",
        # A body has at most 64 kB.
        max_length=60_000,
        widget=forms.Textarea,
        error_messages={
            **PlainText.default_error_messages,
            "required": "Plak je cijfers: op elke regel een periode en een getal.",
        },
    )
    unit = PlainText(label="Waarin is dit geteld?", max_length=LONGEST_NAME, required=False)
    name = PlainText(label="Wat staat erboven?", max_length=LONGEST_NAME, required=False)

    line: Line | None = None

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.key: line for line in lines}
        self.fields["beside"].choices = [(key, _with_unit(line)) for key, line in self.lines.items()]  # type: ignore[attr-defined]
        periods = [row.value.when for row in lines[0].rows] if lines else []
        self.fields["figures"].initial = "\n".join(["periode;getal", *(f"{each};" for each in dict.fromkeys(periods))])

    @property
    def chosen(self) -> Line | None:
        """The line that they stand beside; the first when none was chosen."""
        key = self.cleaned_data.get("beside") or next(iter(self.lines), "")
        return self.lines.get(key)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "figures" in cleaned and "unit" in cleaned:
            unit = cleaned["unit"] or (self.chosen.unit if self.chosen else "")
            try:
                self.line = read_pasted(cleaned["figures"], cleaned.get("name", ""), unit)
            except BadPaste as error:
                self.add_error("figures", error.problems)
        return cleaned


def _with_unit(line: Line) -> str:
    return f"{line.title} (in {line.unit})" if line.unit else line.title


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
    source = PlainText(label="Waar staat dat?", max_length=500, required=False)
    email = email_to_answer()
