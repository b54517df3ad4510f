"""What these pages bear on: families, themes and methods."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from core import blocks
from core.pages import BasePage
from methods.models import MethodPage
from vocabulary.models import OrganisationType, Theme
from vocabulary.panels import WordsPanel

WORDS: list[FieldPanel] = [WordsPanel("families"), WordsPanel("themes")]
# What running text of this room is made of.
BODY = [
    ("heading", blocks.HeadingBlock()),
    ("text", blocks.TextBlock()),
    ("figure", blocks.FigureBlock()),
    ("quote", blocks.QuoteBlock()),
    ("callout", blocks.CalloutBlock()),
    ("links", blocks.LinkListBlock()),
]


class BearingPage(BasePage):
    """Abstract: a gist, and the families and themes the page is about; none means all of them."""

    gist = models.CharField("kern", max_length=255, help_text="Eén of twee zinnen: waar gaat dit over?")
    families = ParentalManyToManyField(OrganisationType, verbose_name="families", blank=True, related_name="+")
    themes = ParentalManyToManyField(Theme, verbose_name="thema's", blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        return self.search_description or self.gist


class MethodRow(Orderable):
    """Abstract: a method that a page is about; a row says `page`."""

    method = models.ForeignKey(MethodPage, verbose_name="methode", related_name="+", on_delete=models.CASCADE)

    panels = [FieldPanel("method")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "methode"
        verbose_name_plural = "methoden"

    def __str__(self) -> str:
        return str(self.method)
