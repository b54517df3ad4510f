"""The one line after a no."""

from __future__ import annotations

from django import forms

from core.submissions.forms import PlainText
from feedback.useful.models import LONGEST_REMARK


class RemarkForm(forms.Form):
    text = PlainText(
        label="Wat miste je?",
        max_length=LONGEST_REMARK,
        error_messages={"required": "Schrijf op wat je miste, of ga terug naar de pagina."},
    )
