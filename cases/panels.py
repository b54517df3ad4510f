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

from core.inline import FormRowsPanel, HiddenFieldPanel, RowsPanel
from core.pages import BasePage, tabs
from vocabulary.panels import WordsPanel

METHOD_PANELS: list[Any] = [FieldPanel("method")]

RESULT_PANELS: list[Any] = [
    FieldPanel("indicator"),
    FieldPanel("as_published"),
    FieldRowPanel([FieldPanel("shape"), FieldPanel("contrast"), FieldPanel("qualifier")]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first"), FieldPanel("second")]),
            FieldRowPanel([FieldPanel("first_events"), FieldPanel("first_total")]),
            FieldRowPanel([FieldPanel("second_events"), FieldPanel("second_total")]),
            FieldRowPanel([FieldPanel("change_points"), FieldPanel("change_relative"), FieldPanel("change_factor")]),
            FieldRowPanel([FieldPanel("change_low"), FieldPanel("change_high"), FieldPanel("outcome")]),
            FieldPanel("series"),
            FieldRowPanel([FieldPanel("first_label"), FieldPanel("second_label"), FieldPanel("first_derived")]),
        ],
        heading="Cijfers",
        help_text="Vul alleen in wat de bron geeft. Verschil en verandering rekent de site uit.",
    ),
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
            FieldRowPanel([FieldPanel("comparison_first"), FieldPanel("comparison_first_total")]),
            FieldRowPanel([FieldPanel("comparison_second"), FieldPanel("comparison_second_total")]),
        ],
        heading="Trend of groep ernaast (als de bron die geeft)",
        classname="collapsed",
    ),
    RowsPanel("counts_for", heading="Telt mee voor", label="Methode"),
    RowsPanel("sources", heading="Bronnen van dit resultaat", label="Bron"),
    HiddenFieldPanel("uuid"),
]


def case_edit_handler() -> TabbedInterface:
    return tabs(
        Wat=[
            FieldPanel("title", help_text="Een eerlijke zin: wat gebeurde er?"),
            FieldPanel("gist"),
            FieldPanel("kind"),
            FieldPanel("situation"),
            FieldPanel("approach"),
            FieldPanel("differently"),
            FieldPanel("lessons"),
        ],
        Voor_wie=[
            InlinePanel("organisations", heading="Organisaties", label="Organisatie"),
            InlinePanel("products", heading="Producten", label="Product"),
            InlinePanel("used_methods", heading="Gebruikte methoden", label="Methode"),
            WordsPanel("channels"),
        ],
        Resultaten=[
            FormRowsPanel("results", heading="Resultaten", label="Resultaat"),
            InlinePanel("sources", heading="Bronnen van het verhaal", label="Bron"),
        ],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )
