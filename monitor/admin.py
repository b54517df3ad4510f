"""The editors' lists of what readers say against figures, and of scans that organisations want to share."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from monitor.scan.models import ScanPublication
from monitor.scan.publishing import place
from monitor.scan.scans import drop_ranges
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


class _ToShare(HelpPanel):  # type: ignore[misc]
    """Everything that becomes public, and who asked for it."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: object) -> None:
            super().__init__(**kwargs)
            row = self.instance
            lines = format_html_join(
                "",
                "<li>{}: nu {}, best {}{}</li>",
                (
                    (
                        line.product.label,
                        (line.get_level_display() or "onbekend").lower(),
                        (line.get_optimum_display() or "onbekend").lower(),
                        f" ({line.get_reason_display().lower()})" if line.reason else "",
                    )
                    for line in row.lines.select_related("product")
                ),
            )
            self.content = format_html(
                "<p>{}, over {}. Afzender noemt: {}.</p><ul>{}</ul><p>Ga na of de naam klopt. Pas als je hieronder de "
                "organisatie, de manier en de plek invult, kun je de scan op ‘Geplaatst’ zetten. Dan gaat het "
                "e-mailadres weg en staat de pagina op de site.</p>",
                row.family.label,
                row.year,
                row.typed_organisation,
                lines,
            )


class ScanPublicationForm(SubmissionForm):
    """Placed only with a name that was confirmed; refused only with a reason, which the sender reads."""

    own: ClassVar[tuple[str, ...]] = ("status", "answer", "organisation", "name_confirmed", "name_note")
    no_answer: ClassVar[str] = "Schrijf op waarom niet: de afzender leest dit op de eigen pagina."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("status") == ScanPublication.Status.PLACED:
            for name, words in (
                ("organisation", "Kies de organisatie uit de lijst."),
                ("name_confirmed", "Kies hoe je de naam hebt bevestigd."),
                ("name_note", "Schrijf op waar je dat zag."),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        was_placed = self.initial.get("status") == ScanPublication.Status.PLACED
        row = super().save(commit)
        if row.status == ScanPublication.Status.PLACED:
            place(row)
        elif was_placed:
            drop_ranges([row.family_id])
        return row


class ScanPublicationViewSet(SubmissionViewSet):
    model = ScanPublication
    name = "productscans"
    icon = "list-ul"
    edit_handler = ObjectList(
        [
            _ToShare(),
            FieldPanel("email"),
            MultiFieldPanel(
                [FieldPanel("organisation"), FieldPanel("name_confirmed"), FieldPanel("name_note")],
                heading="Mag de naam erbij?",
            ),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=ScanPublicationForm,
    )
    list_display = [
        "__str__",
        beginning("Organisatie"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    search_fields = ["answer"]
