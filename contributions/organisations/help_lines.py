"""The form of a help line."""

from __future__ import annotations

from django import forms

from contributions.base.forms import SenderForm
from contributions.base.views import ContributionView
from contributions.organisations.models import HelpLine
from core.submissions.forms import PlainText


class HelpLineForm(SenderForm):
    side = forms.ChoiceField(
        label="Bied je hulp of zoek je hulp?",
        choices=HelpLine.Side.choices,
        error_messages={"required": "Kies een van de twee.", "invalid_choice": "Kies een van de twee."},
    )
    text = PlainText(label="Waarmee?", max_length=140, error_messages={"required": "Schrijf op waarmee."})


class HelpLineView(ContributionView):
    model = HelpLine
    form_class = HelpLineForm
    template_name = "contributions/help_line_form.html"
    title = "Hulp bieden of zoeken"
    noun, nouns = "regel", "regels"
