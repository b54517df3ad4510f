"""The edit form of an activity."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PublishingPanel, TabbedInterface

from core.pages import BasePage, tabs, title_panel
from core.sources import SourceFields
from vocabulary.panels import WordsPanel

STATE_PANELS: list[Any] = [
    FieldRowPanel([FieldPanel("state"), FieldPanel("known_on"), FieldPanel("recorded_on")]),
    FieldPanel("says"),
    *SourceFields.panels,
]


def activity_edit_handler() -> TabbedInterface:
    return tabs(
        Wat=[
            title_panel(),
            FieldPanel("goal"),
            FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")], help_text="Een jaar, kwartaal (2027-K1) of dag."),
            FieldPanel("period_note"),
            FieldPanel("result"),
            FieldPanel("elaborates", help_text="Welke activiteit werkt deze organisatie hiermee uit?"),
        ],
        Wie=[
            WordsPanel("families"),
            FieldPanel("organisation"),
            FieldPanel("owner_note"),
            InlinePanel("others", heading="Andere betrokkenen", label="Organisatie"),
        ],
        Stand=[
            InlinePanel(
                "states",
                heading="Stand, met geschiedenis",
                label="Stand",
                help_text="Verandert er iets? Voeg een stand toe en laat de oude staan.",
            )
        ],
        Past_bij=[
            InlinePanel("ambition_rows", heading="Ambities", label="Ambitie"),
            InlinePanel("method_rows", heading="Methoden", label="Methode"),
            InlinePanel("case_rows", heading="Praktijkvoorbeelden", label="Praktijkvoorbeeld"),
        ],
        Bronnen=[InlinePanel("sources", heading="Bronnen", label="Bron", min_num=1)],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )
