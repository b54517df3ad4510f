"""The model."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.pages import BasePage
from methods.models import MethodPage
from vocabulary.models import Theme


class ThirdKindPage(BasePage):
    """A report about methods."""

    template = "third_kind/publication.html"

    gist = models.CharField("kern", max_length=200)
    text = RichTextField("tekst", blank=True)
    pages = models.PositiveIntegerField("bladzijden", null=True, blank=True)
    method = models.ForeignKey(MethodPage, null=True, blank=True, related_name="+", on_delete=models.SET_NULL)
    themes = ParentalManyToManyField(Theme, blank=True, related_name="+")

    content_panels = [*BasePage.content_panels, FieldPanel("gist"), FieldPanel("text"), FieldPanel("method")]

    class Meta:
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
