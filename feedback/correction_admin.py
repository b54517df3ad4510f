"""The editors' list of what readers say is wrong with a result or a method: open, answer, close."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from cases.models import CorrectionReport
from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from core.submissions.models import ADDRESS_KEPT

_HELP = (
    "Wie dit meldde, ziet alleen een antwoord als je mailt naar het adres hieronder. Zet de melding daarna op "
    "‘Beantwoord’: dan wordt het adres verwijderd. Zonder antwoord verdwijnt het na {days} dagen. "
    "Verbeter een cijfer of stap op de pagina zelf; wat er bij een cijfer eerst stond, komt vanzelf bij de correcties."
)


class PageHelp(HelpPanel):  # type: ignore[misc]
    """Where the result or the step stands, for an editor."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            page = self.instance.case or self.instance.method
            if page is None:
                self.content = "De pagina bestaat niet meer."
            else:
                link = format_html(
                    '<a href="{}">{}. {}</a>',
                    reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    page.number,
                    page.title,
                )
                kind = capfirst(page._meta.verbose_name)
                self.content = format_html("{}: {}. {}", kind, link, _HELP.format(days=ADDRESS_KEPT.days))


class CorrectionReportViewSet(SubmissionViewSet):
    model = CorrectionReport
    name = "meldingen"
    icon = "warning"
    edit_handler = ObjectList(
        [
            PageHelp(),
            MultiFieldPanel(
                [
                    FieldPanel("about"),
                    FieldPanel("step"),
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
        Column("page", label="Pagina", accessor=lambda report: report.case or report.method),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    list_filter = ["status", "about"]
    search_fields = ["text", "answer"]

    def get_queryset(self, request: Any) -> QuerySet[CorrectionReport]:
        return CorrectionReport.objects.select_related("case", "method")
