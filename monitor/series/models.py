"""A series, its values, and what may be said against it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Orderable

from cases.choices import Qualifier
from core.pages import BasePage, tabs, title_panel
from core.sources import Certainty
from core.submissions.models import Submission, declare_retention
from monitor.choices import Counted, Weight
from vocabulary.models import Channel, Organisation


class SeriesPage(BasePage):
    """Figures never stand without their definition: what was counted, of whom, by whom, and with which reservation."""

    template = "monitor/series.html"
    read_with = ("organisation",)

    gist = models.CharField("wat wordt geteld", max_length=255)
    counted = models.CharField("soort telling", max_length=20, choices=Counted.choices)
    definition = models.TextField("definitie", max_length=1000)
    population = models.CharField("bij wie of wat", max_length=255, blank=True)
    sample = models.CharField("aantal onderzochten", max_length=255, blank=True)
    counted_by = models.CharField("wie telt", max_length=255, blank=True)
    caveat = models.TextField("voorbehoud", max_length=1000, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", null=True, blank=True, on_delete=models.PROTECT, related_name="series"
    )

    edit_handler = tabs(
        Wat=[
            title_panel(),
            FieldPanel("gist"),
            FieldPanel("counted"),
            FieldPanel("definition"),
            FieldRowPanel([FieldPanel("population"), FieldPanel("sample")]),
            FieldRowPanel([FieldPanel("counted_by"), FieldPanel("organisation")]),
            FieldPanel("caveat"),
        ],
        Cijfers=[
            InlinePanel("values", heading="Cijfers", label="Cijfer"),
            InlinePanel("breaks", heading="Hier veranderde de telling", label="Breuk"),
        ],
        Bezwaren=[InlinePanel("objections", heading="Bezwaren bij deze telling", label="Bezwaar")],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"

    @property
    def description(self) -> str:
        return self.search_description or self.gist


class _Sourced(Orderable):
    """Abstract: a row with a source of its own."""

    source_title = models.CharField("titel van de bron", max_length=255)
    source_url = models.URLField("adres van de bron", max_length=500, blank=True)
    read_on = models.DateField("gelezen op", null=True, blank=True)

    class Meta(Orderable.Meta):
        abstract = True


class SeriesValue(_Sourced):
    """One figure as its source gives it: a number with a unit, or words. A period may be unknown."""

    page = ParentalKey(SeriesPage, related_name="values", on_delete=models.CASCADE)
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

    class Meta(_Sourced.Meta):
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


class SeriesBreak(Orderable):
    """From this year on it was counted in another way, so a line does not go on over it."""

    page = ParentalKey(SeriesPage, related_name="breaks", on_delete=models.CASCADE)
    from_year = models.PositiveSmallIntegerField("vanaf het jaar")
    text = models.CharField("wat veranderde er", max_length=400)

    panels = [FieldRowPanel([FieldPanel("from_year"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        verbose_name = "breuk"
        verbose_name_plural = "breuken"

    def __str__(self) -> str:
        return str(self.from_year)


class SeriesObjection(_Sourced):
    """What somebody says against counting it this way, and what its owner answers."""

    page = ParentalKey(SeriesPage, related_name="objections", on_delete=models.CASCADE)
    text = models.CharField("bezwaar", max_length=400)
    weight = models.CharField("gewicht", max_length=10, choices=Weight.choices)
    answer = models.CharField("antwoord van wie telt", max_length=600, blank=True)

    panels = [
        FieldPanel("text"),
        FieldPanel("weight"),
        FieldPanel("answer"),
        MultiFieldPanel([FieldPanel("source_title"), FieldPanel("source_url"), FieldPanel("read_on")], heading="Bron"),
    ]

    class Meta(_Sourced.Meta):
        verbose_name = "bezwaar"
        verbose_name_plural = "bezwaren"

    def __str__(self) -> str:
        return str(self.text[:60])


class SeriesRemark(Submission):
    """An objection to a series, or a source for it, that a reader sent in."""

    series = models.ForeignKey(
        SeriesPage, verbose_name="reeks", null=True, on_delete=models.SET_NULL, related_name="remarks"
    )
    text = models.TextField("bezwaar of aanvulling", max_length=2000)
    source = models.CharField("waar staat het?", max_length=500, blank=True)

    class Meta:
        verbose_name = "bezwaar bij cijfers"
        verbose_name_plural = "bezwaren bij cijfers"

    def __str__(self) -> str:
        return f"Bezwaar bij cijfers {self.pk}"


declare_retention(SeriesRemark, "series-remarks", "Een bezwaar of bron die je bij cijfers meldt")
