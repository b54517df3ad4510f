"""The editors' list of what readers report of activities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from agenda.models import AgendaVersion, ProgressReport
from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from core.submissions.models import ADDRESS_KEPT

_HELP = (
    "Zoek er een bron bij en plaats de stand daar. Mail je antwoord naar het adres hieronder en zet de melding op "
    "‘Beantwoord’: dan wordt het adres verwijderd. Zonder antwoord verdwijnt het na {days} dagen."
)


class PlaceHelp(HelpPanel):  # type: ignore[misc]
    """A link to the screen where an editor adds the state, with what was reported in it."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            activity = self.instance.activity
            link = format_html('<a href="{}">Plaats deze stand</a>. ', _place(self.instance)) if activity else ""
            self.content = format_html("{}{}", link, _HELP.format(days=ADDRESS_KEPT.days))


def _place(report: ProgressReport) -> str:
    """The screen of the owner, or the page of an activity without one."""
    activity: Any = report.activity
    if activity.organisation is None:
        return reverse("wagtailadmin_pages:edit", args=[activity.pk])
    return f"{reverse('agenda_progress')}?eigenaar={activity.organisation.slug}&melding={report.pk}"


class ProgressReportViewSet(SubmissionViewSet):
    model = ProgressReport
    name = "agendameldingen"
    icon = "tasks"
    edit_handler = ObjectList(
        [
            PlaceHelp(),
            MultiFieldPanel(
                [
                    FieldPanel("state"),
                    FieldPanel("known_on"),
                    FieldPanel("text", widget=forms.Textarea(attrs={"rows": 6})),
                    FieldPanel("source"),
                    FieldPanel("email"),
                ],
                heading="De melding",
            ),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=SubmissionForm,
    )
    list_display = [
        "__str__",
        beginning("Melding"),
        Column("activity", label="Activiteit"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    search_fields = ["text", "answer"]

    def get_queryset(self, request: Any) -> Any:
        return ProgressReport.objects.select_related("activity__organisation")


class ReadAlongHelp(HelpPanel):  # type: ignore[misc]
    """A link to let readers read a concept along, where the site has rounds for that."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content = _read_along(self.instance)

        def is_shown(self) -> bool:
            return bool(self.content)


def _read_along(version: AgendaVersion) -> str:
    if version.pk is None or version.adopted_by:
        return ""
    try:
        address = reverse("reading_admin_open_on", args=[version._meta.label_lower, version.pk])
    except NoReverseMatch:
        return ""
    return format_html(
        'Dit is een concept. <a href="{}">Laat meelezen</a>: lezers schrijven bij elke activiteit wat ze ervan vinden. '
        "Pas daarna de activiteiten aan en bewaar een nieuwe versie.",
        address,
    )


class AgendaVersionViewSet(ModelViewSet):  # type: ignore[misc]
    """A new version keeps the agenda of a family as it is now."""

    model = AgendaVersion
    edit_handler = ObjectList([ReadAlongHelp(), *AgendaVersion.panels])
    name = "agendaversies"
    icon = "history"
    copy_view_enabled = False
    search_backend_name = None
    list_display = [
        "__str__",
        Column("adopted_by", label="Vastgesteld door"),
        DateColumn("made_at", label="Bewaard op"),
    ]
    list_filter = ["family"]
