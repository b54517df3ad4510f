"""A stated aim that activities, methods and cases serve."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cases.models import CasePage
from core.pages import BasePage, tabs, title_panel
from core.sources import SourceFields
from core.text import rich_text
from methods.models import MethodPage


class AmbitionPage(BasePage):
    """An ambition: whose it is, in our own words, with its source."""

    template = "agenda/ambition.html"

    gist = models.CharField("kern", max_length=300, help_text="De ambitie in één zin, in eigen woorden.")
    stated_in = models.CharField("waar staat het", max_length=160, help_text="Zoals ‘Regeerakkoord 2012’.")
    text = RichTextField("toelichting", features=rich_text.TEXT, blank=True)

    edit_handler = tabs(
        Wat=[title_panel(), FieldPanel("gist"), FieldPanel("stated_in"), FieldPanel("text")],
        Dient_eraan=[
            InlinePanel("method_rows", heading="Methoden die hieraan bijdragen", label="Methode"),
            InlinePanel("case_rows", heading="Praktijkvoorbeelden", label="Praktijkvoorbeeld"),
        ],
        Bronnen=[InlinePanel("sources", heading="Bronnen", label="Bron", min_num=1)],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "ambitie"
        verbose_name_plural = "ambities"

    @property
    def description(self) -> str:
        return self.search_description or self.gist


class AmbitionMethod(Orderable):
    page = ParentalKey(AmbitionPage, related_name="method_rows", on_delete=models.CASCADE)
    method = models.ForeignKey(MethodPage, verbose_name="methode", related_name="+", on_delete=models.CASCADE)

    panels = ["method"]

    class Meta(Orderable.Meta):
        verbose_name = "methode bij een ambitie"
        verbose_name_plural = "methoden bij een ambitie"

    def __str__(self) -> str:
        return str(self.method)


class AmbitionCase(Orderable):
    page = ParentalKey(AmbitionPage, related_name="case_rows", on_delete=models.CASCADE)
    case = models.ForeignKey(CasePage, verbose_name="praktijkvoorbeeld", related_name="+", on_delete=models.CASCADE)

    panels = ["case"]

    class Meta(Orderable.Meta):
        verbose_name = "praktijkvoorbeeld bij een ambitie"
        verbose_name_plural = "praktijkvoorbeelden bij een ambitie"

    def __str__(self) -> str:
        return str(self.case)


class AmbitionSource(SourceFields, Orderable):
    page = ParentalKey(AmbitionPage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
