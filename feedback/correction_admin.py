"""The editors' list of what readers say is wrong with a result: open, answer, close."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from cases.models import CorrectionReport
from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from core.submissions.models import ADDRESS_KEPT

_HELP = (
    "Wie dit meldde, ziet alleen een antwoord als je mailt naar het adres hieronder. Zet de melding daarna op "
    "‘Beantwoord’: dan wordt het adres verwijderd. Zonder antwoord verdwijnt het na {days} dagen. "
    "Verbeter een cijfer in het praktijkvoorbeeld zelf; wat er eerst stond, komt vanzelf bij de correcties."
)


class CaseHelp(HelpPanel):  # type: ignore[misc]
    """Where the result stands, for an editor."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            case = self.instance.case
            if case is None:
                self.content = "Het praktijkvoorbeeld bestaat niet meer."
            else:
                link = format_html(
                    '<a href="{}">{}. {}</a>',
                    reverse("wagtailadmin_pages:edit", args=[case.pk]),
                    case.number,
                    case.title,
                )
                self.content = format_html("Praktijkvoorbeeld: {}. {}", link, _HELP.format(days=ADDRESS_KEPT.days))


class CorrectionReportViewSet(SubmissionViewSet):
    model = CorrectionReport
    name = "meldingen"
    icon = "warning"
    edit_handler = ObjectList(
        [
            CaseHelp(),
            MultiFieldPanel(
                [
                    FieldPanel("about"),
                    FieldPanel("text", widget=forms.Textarea(attrs={"rows": 6})),
                    FieldPanel("source"),
                    FieldPanel("email"),
                ],
                heading="De melding",
            ),
            MultiFieldPanel([FieldRowPanel([FieldPanel("status")]), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=SubmissionForm,
    )
    list_display = [
        "__str__",
        Column("get_about_display", label="Waarover"),
        beginning("Melding"),
        Column("case", label="Praktijkvoorbeeld"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    list_filter = ["status", "about"]
    search_fields = ["text", "answer"]

    def get_queryset(self, request: Any) -> QuerySet[CorrectionReport]:
        return CorrectionReport.objects.select_related("case")
