"""The edit form of a case: one tab per task of the editor."""

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

from cases.figures.published_figures import COMPARISON_FIGURES, FIGURES, form_rows
from core.admin.inline_panels import FormRowsPanel, LiveRegionPanel, RowsPanel
from core.pages import BasePage, search_words_panel, tabs, title_panel
from vocabulary.panels import WordsPanel

# What a figure is called in the form, where its own name says less.
_HEADINGS = {
    "first": "Voor of zonder: percentage of waarde",
    "second": "Na of met: percentage of waarde",
}


def _rows(names: list[str]) -> list[Any]:
    """These figures in the rows they are declared in."""
    panels = ([FieldPanel(name, heading=_HEADINGS.get(name, "")) for name in row] for row in form_rows(names))
    return [FieldRowPanel(row) if len(row) > 1 else row[0] for row in panels]


METHOD_PANELS: list[Any] = [
    FieldPanel("method"),
    FieldPanel(
        "relation",
        help_text="Bij voor en na: wat deden ze? Deden ze meer tegelijk, kies dan ‘samen met iets anders’ en voeg de "
        "andere methoden ook toe.",
    ),
    FieldRowPanel(
        [
            FieldPanel(
                "arm",
                help_text="Alleen bij twee aanpakken tegenover elkaar. Leeg als de methode aan beide kanten zat.",
            ),
            FieldPanel("to_check", help_text="Staat er een vinkje? Kijk of de keuze klopt en haal het dan weg."),
        ]
    ),
]

RESULT_PANELS: list[Any] = [
    FieldPanel("indicator"),
    FieldPanel("as_published"),
    FieldRowPanel([FieldPanel("shape"), FieldPanel("contrast"), FieldPanel("qualifier")]),
    MultiFieldPanel(
        [
            *_rows(FIGURES),
            FieldRowPanel([FieldPanel("first_label"), FieldPanel("second_label"), FieldPanel("first_derived")]),
        ],
        heading="Cijfers",
        help_text="Kies eerst wat de bron geeft. Vul alleen dat in: verschil en verandering rekent de site uit.",
    ),
    LiveRegionPanel("result"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_period"), FieldPanel("second_period")]),
            FieldPanel("period_text"),
            FieldRowPanel([FieldPanel("period_not_published"), FieldPanel("totals_not_published")]),
            FieldRowPanel([FieldPanel("design"), FieldPanel("reported_by")]),
            FieldPanel("sample"),
            FieldPanel("note"),
        ],
        heading="Hoe is er gemeten?",
    ),
    MultiFieldPanel(
        [
            FieldPanel("comparison_label"),
            *_rows(COMPARISON_FIGURES),
        ],
        heading="Trend of groep ernaast (als de bron die geeft)",
        classname="collapsed",
    ),
    RowsPanel(
        "counts_for",
        heading="Wat zegt dit over een methode?",
        label="Methode",
        help_text="Wat verschilde er tussen de twee? Alleen een methode die los is getest, telt mee. "
        "Leeg: dit resultaat zegt niets over een methode.",
    ),
    RowsPanel(
        "sources",
        heading="Bronnen van dit resultaat",
        label="Bron",
        help_text="Minstens één: waar staan deze cijfers?",
    ),
]


def case_edit_handler() -> TabbedInterface:
    return tabs(
        Wat=[
            title_panel("Een eerlijke zin: wat gebeurde er?"),
            FieldPanel("gist"),
            FieldPanel("kind", help_text="Achtergrond: cijfers over het land, niet over wat één organisatie deed."),
            FieldPanel("situation", help_text="Wat was er aan de hand, voor wie en hoe vaak? Twee of drie zinnen."),
            FieldPanel("approach", help_text="Wat deden ze precies? Zo dat een ander het na kan doen."),
            FieldPanel("differently", help_text="Leeg als ze de methode volgden zoals die op de site staat."),
            FieldPanel("lessons", help_text="Wat zou je een collega meegeven? Ook als het tegenviel."),
        ],
        Voor_wie=[
            InlinePanel(
                "organisations",
                heading="Organisaties",
                label="Organisatie",
                help_text="Wie deed dit? Staat de organisatie er niet bij, kies dan ‘Nieuw maken’.",
            ),
            InlinePanel(
                "products",
                heading="Producten",
                label="Product",
                help_text="Zoals een VOG of een verhuizing.",
            ),
            InlinePanel(
                "used_methods",
                heading="Gebruikte methoden",
                label="Methode",
                help_text="Het praktijkvoorbeeld komt op de pagina van elke methode die je hier kiest.",
            ),
            WordsPanel("channels", help_text="Langs welke weg bereikten ze mensen of bedrijven?"),
            search_words_panel(),
        ],
        Resultaten=[
            FormRowsPanel(
                "results",
                heading="Resultaten",
                label="Resultaat",
                help_text="Eén rij per gemeten indicator. "
                "Ook ‘geen duidelijke verandering’ en ‘slechter’ zijn resultaten.",
            ),
            InlinePanel(
                "sources",
                heading="Bronnen van het verhaal",
                label="Bron",
                help_text="Bronnen die niet bij één resultaat horen. Cijfers krijgen hun bron bij het resultaat zelf.",
            ),
        ],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )
