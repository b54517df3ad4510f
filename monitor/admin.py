"""The editors' list of what readers say against figures."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from monitor.series.models import SeriesRemark


class SeriesHelp(HelpPanel):  # type: ignore[misc]
    """Which series it is about."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: object) -> None:
            super().__init__(**kwargs)
            page = self.instance.series
            if page is None:
                self.content = "Deze reeks bestaat niet meer."
            else:
                self.content = format_html(
                    'Over de reeks <a href="{}">{}</a>. Klopt het? Zet het daar bij de bezwaren, met de bron.',
                    reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    page.title,
                )


class SeriesRemarkViewSet(SubmissionViewSet):
    model = SeriesRemark
    name = "cijferbezwaren"
    icon = "warning"
    edit_handler = ObjectList(
        [
            SeriesHelp(),
            MultiFieldPanel(
                [
                    FieldPanel("text", widget=forms.Textarea(attrs={"rows": 6})),
                    FieldPanel("source"),
                    FieldPanel("email"),
                ],
                heading="Het bezwaar",
            ),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=SubmissionForm,
    )
    list_display = [
        "__str__",
        beginning("Bezwaar"),
        Column("series", label="Reeks"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    search_fields = ["text", "answer"]
