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

from core.pages import BasePage, search_words_panel, tabs, title_panel
from vocabulary.panels import WordsPanel

RELATION_PANELS: list[Any] = [FieldRowPanel([FieldPanel("kind"), FieldPanel("method")])]
INDICATOR_PANELS: list[Any] = [FieldPanel("indicator")]
_STEPS: list[Any] = [
    FieldPanel("steps"),
    FieldPanel("materials"),
    FieldPanel("laws", help_text="Alleen wat een bron zegt. Zonder bron: de vraag voor de eigen jurist."),
]


def method_edit_handler() -> TabbedInterface:
    return tabs(
        Wat=[
            title_panel("Begin met een werkwoord: wat doe je?"),
            FieldPanel("gist"),
            FieldPanel("why", help_text="Wat verandert er voor de gebruiker? Drie tot vijf zinnen."),
            FieldPanel("when", help_text="In welke situatie heb je hier iets aan?"),
            FieldPanel("when_not", help_text="Wanneer kun je beter iets anders doen?"),
        ],
        Stappen=_STEPS,
        Voor_wie=[
            WordsPanel("theme"),
            WordsPanel("families"),
            WordsPanel("channels"),
            WordsPanel("barriers"),
            search_words_panel(),
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
            InlinePanel(
                "relations",
                heading="Past bij deze methoden",
                label="Verband",
                help_text="Je hoeft dit maar aan één kant in te vullen: de andere methode laat het verband ook zien.",
            ),
        ],
        Resultaten=[
            InlinePanel(
                "main_indicators",
                heading="Waar mikt deze methode op?",
                label="Hoofdindicator",
                help_text="De cijfers zelf staan bij de praktijkvoorbeelden. Hier kies je welke het belangrijkst zijn.",
            ),
            InlinePanel(
                "sources", heading="Bronnen van de methode", label="Bron", help_text="Waar komt de methode vandaan?"
            ),
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
