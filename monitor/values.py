"""A row with a figure and its source, whatever page it stands on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from cases.choices import Qualifier
from core.sources import Certainty
from vocabulary.models import Channel


class Sourced(Orderable):
    """Abstract: a row with a source of its own."""

    source_title = models.CharField("titel van de bron", max_length=255)
    source_url = models.URLField("adres van de bron", max_length=500, blank=True)
    read_on = models.DateField("gelezen op", null=True, blank=True)

    class Meta(Orderable.Meta):
        abstract = True


class SourcedValue(Sourced):
    """Abstract: one figure as its source gives it, a number with a unit or words. A period may be unknown.

    A row says `page`, whose name for its rows is `values`.
    """

    line = models.CharField("wat precies", max_length=120, blank=True, help_text="Leeg: de hele reeks.")
    channel = models.ForeignKey(
        Channel, verbose_name="kanaal", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField("periode", max_length=60, blank=True, help_text="Zoals de bron: 2016, dec 2015.")
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    qualifier = models.CharField("woord ervoor", max_length=10, choices=Qualifier.choices, blank=True)
    value = models.DecimalField("getal", max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField("eenheid", max_length=80, blank=True)
    words = models.CharField("in woorden", max_length=200, blank=True, help_text="Als de bron geen getal geeft.")
    certainty = models.CharField("zekerheid", max_length=3, choices=Certainty.choices, default=Certainty.FIRST_HAND)

    panels = [
        FieldRowPanel([FieldPanel("line"), FieldPanel("channel")]),
        FieldRowPanel([FieldPanel("period"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("words"),
        MultiFieldPanel(
            [
                FieldPanel("source_title"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("read_on"), FieldPanel("certainty")]),
            ],
            heading="Bron",
        ),
    ]

    class Meta(Sourced.Meta):
        abstract = True
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"

    def __str__(self) -> str:
        return f"{self.line} {self.period}".strip()

    def clean(self) -> None:
        super().clean()
        if (self.value is None) == (not self.words):
            raise ValidationError({"value": "Vul een getal in, of woorden als de bron geen getal geeft. Niet allebei."})
        if self.value is not None and not self.unit:
            raise ValidationError({"unit": "Vul in waarin dit getal is: mln contacten, % van 16-75."})
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": "Een telling is niet kleiner dan nul."})
