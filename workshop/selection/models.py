"""A selection that editors publish: an introduction and some cards, each with why it is there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from core.pages import BasePage, tabs, title_panel
from core.published import kinds
from core.text import rich_text
from workshop.selection.page import selection_page
from workshop.selection.selection import MOST, Name, Selection


class CuratedSelectionPage(BasePage):
    """Some cards for one question, chosen by editors."""

    template = "workshop/curated.html"

    gist = models.CharField("kern", max_length=200, help_text="Eén zin: voor wie is deze stapel en wat heb je eraan?")
    introduction = RichTextField("inleiding", features=rich_text.TEXT, blank=True)

    edit_handler = tabs(
        Wat=[
            title_panel(),
            FieldPanel("gist"),
            FieldPanel("introduction"),
            InlinePanel("cards", heading="Kaarten", label="Kaart", min_num=1, max_num=MOST),
        ],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "stapel"
        verbose_name_plural = "stapels"

    @property
    def description(self) -> str:
        return self.search_description or self.gist

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        notes = {row.card_id: row.note for row in self.cards.all()}
        stack = selection_page(self.selection(), notes)
        return {**super().get_context(request, *args, **kwargs), "stack": stack}

    def selection(self) -> Selection:
        """Its cards in order. One query for each kind with numbers."""
        rows = [row.card_id for row in self.cards.all()]
        names = {
            pk: Name(kind.prefix, number)
            for kind in kinds()
            if kind.prefix
            for pk, number in kind.model.objects.filter(pk__in=rows).order_by().values_list("pk", "number")
        }
        return Selection.of(names[pk] for pk in rows if pk in names)


class CuratedCard(Orderable):
    """A card of a curated selection."""

    page = ParentalKey(CuratedSelectionPage, related_name="cards", on_delete=models.CASCADE)
    card = models.ForeignKey(Page, verbose_name="kaart", related_name="+", on_delete=models.CASCADE)
    note = models.CharField("waarom deze", max_length=200, blank=True)

    panels = [PageChooserPanel("card", ["methods.MethodPage", "cases.CasePage"]), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = "kaart van een stapel"
        verbose_name_plural = "kaarten van stapels"

    def __str__(self) -> str:
        return str(self.card)
