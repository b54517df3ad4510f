"""The editors' list of what readers asked: open, answer, close."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from core.submissions.models import ADDRESS_KEPT
from feedback.models import ReaderQuestion
from search.query_string import TEXT

_HELP = (
    "Mail je antwoord naar het adres hieronder en zet de vraag daarna op ‘Beantwoord’: dan wordt het adres verwijderd. "
    "Zonder antwoord verdwijnt het na {days} dagen. Staat het antwoord al op de site? Maak het dan beter vindbaar, met "
    "een synoniem of door de pagina uit te lichten."
)


class WhatIsFound(HelpPanel):  # type: ignore[misc]
    """How to deal with a question, with a link to what it finds now."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc,name-defined]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            asked = self.instance.asked
            address = f"{reverse('search')}?{urlencode({TEXT: asked})}"
            link = format_html('<a href="{}">Bekijk wat ‘{}’ nu vindt</a>. ', address, asked) if asked else ""
            self.content = format_html("{}{}", link, _HELP.format(days=ADDRESS_KEPT.days))


class ReaderQuestionViewSet(SubmissionViewSet):
    model = ReaderQuestion
    name = "vragen"
    icon = "help"
    edit_handler = ObjectList(
        [
            WhatIsFound(),
            MultiFieldPanel(
                [
                    FieldPanel("text", widget=forms.Textarea(attrs={"rows": 6})),
                    FieldPanel("asked"),
                    FieldPanel("email"),
                ],
                heading="De vraag",
            ),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=SubmissionForm,
    )
    list_display = [
        "__str__",
        beginning("Vraag"),
        Column("asked", label="Zocht op"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    search_fields = ["text", "asked", "answer"]
