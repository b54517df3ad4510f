"""What somebody elsewhere reports of an activity: the form and what it makes. Editors place it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse

from agenda.choices import State
from agenda.pages.activity import ActivityPage, check_period
from core.submissions.forms import PlainText, email_to_answer
from core.submissions.models import Submission, declare_retention
from core.submissions.views import SubmissionView
from core.visibility import public_pages

SHORTEST, LONGEST = 10, 2000


class ProgressReport(Submission):
    """Never public: an editor reads it, looks for the source and adds a state to the activity."""

    activity = models.ForeignKey(
        ActivityPage, verbose_name="activiteit", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField("stand", max_length=10, choices=State.choices)
    known_on = models.CharField("sinds wanneer", max_length=30, blank=True)
    text = models.TextField("wat is er veranderd?", max_length=LONGEST)
    source = models.CharField("waar staat het?", max_length=500, blank=True)

    class Meta:
        verbose_name = "melding bij de agenda"
        verbose_name_plural = "meldingen bij de agenda"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Agendamelding {self.pk}"


declare_retention(ProgressReport, "progress-reports", "Een melding bij een activiteit van de agenda")


class ProgressForm(forms.Form):
    state = forms.ChoiceField(
        label="Hoe staat het ervoor?",
        choices=[("", "Kies een stand"), *((state.value, state.label.capitalize()) for state in State)],
        error_messages={"required": "Kies een stand.", "invalid_choice": "Kies een stand."},
    )
    known_on = PlainText(
        label="Sinds wanneer?",
        max_length=30,
        required=False,
        error_messages={"max_length": "Maak dit korter: hooguit 30 tekens. Nu zijn het er %(show_value)d."},
    )
    text = PlainText(
        label="Wat is er veranderd?",
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "Schrijf op wat er veranderd is.",
            "min_length": f"Schrijf iets meer op: minstens {SHORTEST} tekens.",
            "max_length": "Maak je uitleg korter: hooguit 2.000 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    source = PlainText(
        label="Waar staat het?",
        max_length=500,
        required=False,
        error_messages={"max_length": "Maak dit korter: hooguit 500 tekens. Nu zijn het er %(show_value)d."},
    )
    email = email_to_answer()

    def clean_known_on(self) -> str:
        text = str(self.cleaned_data["known_on"])
        if text:
            check_period(text)
        return text


class ProgressView(SubmissionView):
    model = ProgressReport
    form_class = ProgressForm
    template_name = "agenda/report.html"
    title = "Geef door hoe het ervoor staat"
    noun, nouns = "melding", "meldingen"
    thanks = "progress_thanks"
    free_text = ("text", "source")

    def setup(self, request: HttpRequest, slug: str, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when there is no such activity that anyone may read."""
        super().setup(request, slug=slug, **kwargs)
        found = public_pages(ActivityPage.objects.filter(slug=slug)).first()
        if found is None:
            raise Http404("no such activity")
        self.activity: ActivityPage = found

    def about(self) -> str:
        return f"activiteit {self.activity.pk}"

    def fixed_fields(self) -> dict[str, Any]:
        return {"activity_id": self.activity.pk}

    def context(self) -> dict[str, Any]:
        above = [("Agenda", reverse("agenda")), (self.activity.title, self.activity.get_url() or "")]
        return {"activity": self.activity, "above": above}
