"""The edit form of a method: one tab per task of the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
    TabbedInterface,
)

from core.pages import BasePage, tabs
from vocabulary.panels import WordsPanel

RELATION_PANELS: list[Any] = [FieldRowPanel([FieldPanel("kind"), FieldPanel("method")])]
INDICATOR_PANELS: list[Any] = [FieldPanel("indicator")]


def method_edit_handler() -> TabbedInterface:
    return tabs(
        Wat=[
            FieldPanel("title", help_text="Begin met een werkwoord: wat doe je?"),
            FieldPanel("gist"),
            FieldPanel("why"),
            FieldPanel("when"),
            FieldPanel("when_not"),
        ],
        Stappen=[FieldPanel("steps"), FieldPanel("materials")],
        Voor_wie=[
            WordsPanel("theme"),
            WordsPanel("families"),
            WordsPanel("channels"),
            WordsPanel("barriers"),
            FieldPanel("tags"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("effort_time"), FieldPanel("effort_people")]),
                    FieldRowPanel([FieldPanel("effort_cost"), FieldPanel("effort_expertise")]),
                ],
                heading="Moeite",
            ),
            FieldRowPanel(
                [
                    FieldPanel("is_communication"),
                    FieldPanel("is_product"),
                    FieldPanel("is_benefit"),
                    FieldPanel("is_restriction"),
                ],
                heading="Stuurt met",
            ),
            InlinePanel("relations", heading="Past bij deze methoden", label="Verband"),
        ],
        Resultaten=[
            InlinePanel("main_indicators", heading="Waar mikt deze methode op?", label="Hoofdindicator"),
            InlinePanel("sources", heading="Bronnen van de methode", label="Bron"),
        ],
        Beheer=[
            FieldPanel("kept_by"),
            FieldPanel("owner_organisation"),
            FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("next_review")]),
            FieldPanel("changes"),
            *BasePage.promote_panels,
            PublishingPanel(),
        ],
    )
