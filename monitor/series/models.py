"""A series, its values, and what may be said against it."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Orderable

from core.pages import BasePage, tabs, title_panel
from core.submissions.models import Submission, declare_retention
from monitor.choices import Counted, Weight
from monitor.values import Sourced, SourcedValue
from vocabulary.models import Organisation


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


class SeriesValue(SourcedValue):
    page = ParentalKey(SeriesPage, related_name="values", on_delete=models.CASCADE)
    sample = models.CharField(
        "bij hoeveel",
        max_length=80,
        blank=True,
        help_text="Hoeveel onderzocht? Zoals de bron: circa 5.600 mensen.",
    )

    panels = [*SourcedValue.panels, FieldPanel("sample")]


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


class SeriesObjection(Sourced):
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

    class Meta(Sourced.Meta):
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
