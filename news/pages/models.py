"""News items, publications and the pages about the programme. Meetings stand in a module of their own."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PublishingPanel
from wagtail.models import Orderable

from core.fields import StreamField
from core.pages import BasePage, tabs, title_panel
from core.sources import SourceFields
from news.pages.bearing import BODY, WORDS, BearingPage, MethodRow
from vocabulary.models import Barrier
from vocabulary.panels import WordsPanel

_MANAGE = [*BasePage.promote_panels, PublishingPanel()]


class NewsItem(BearingPage):
    """Something that happened, told once."""

    template = "news/news_item.html"

    body = StreamField(BODY, verbose_name="inhoud", blank=True)

    edit_handler = tabs(Wat=[title_panel(), FieldPanel("gist"), FieldPanel("body")], Voor_wie=WORDS, Beheer=_MANAGE)

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"


class PublicationKind(models.TextChoices):
    """What the source is, in the word it has for itself."""

    ADVICE = "advies", "Advies"
    AGENDA = "agenda", "Agenda"
    ARTICLE = "artikel", "Artikel"
    BENCHMARK = "benchmark", "Benchmark"
    LETTER = "brief", "Brief"
    MAGAZINE = "e-magazine", "E-magazine"
    EVALUATION = "evaluatie", "Evaluatie"
    MONITOR = "monitor", "Monitor"
    RESEARCH = "onderzoek", "Onderzoek"
    PAGE = "pagina", "Pagina"
    PLAN = "plan", "Plan"
    REPORT = "rapport", "Rapport"
    ACCOUNT = "verslag", "Verslag"
    VISION = "visie", "Visie"
    PROPOSAL = "voorstel", "Voorstel"


class Publication(BearingPage):
    """Something others published. The site gives what it is about in its own words, and where it can be read."""

    template = "news/publication.html"

    kind = models.CharField("soort", max_length=20, choices=PublicationKind.choices)
    organisation = models.CharField("organisatie", max_length=255, blank=True, help_text="Leeg als de bron niets zegt.")
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    dated = models.CharField("datum zoals vermeld", max_length=60, blank=True)
    licence = models.CharField(
        "licentie", max_length=255, blank=True, help_text="Zoals vermeld; leeg als er niets staat."
    )
    address = models.URLField("adres", max_length=500, help_text="Waar je het leest. De site bewaart geen bestanden.")
    barriers = ParentalManyToManyField(Barrier, verbose_name="belemmeringen", blank=True, related_name="+")
    certainty_note = models.CharField("wat we lazen", max_length=255, blank=True)
    read_on = models.DateField("gelezen op", null=True, blank=True)
    checked_on = models.DateField("adres gecontroleerd op", null=True, blank=True)

    edit_handler = tabs(
        Wat=[
            title_panel("De titel van de publicatie zelf."),
            FieldPanel("gist"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("organisation")]),
            FieldRowPanel([FieldPanel("year"), FieldPanel("dated")]),
            FieldPanel("licence"),
            FieldPanel("address"),
            InlinePanel("parts", heading="Delen", label="Deel", help_text="Met de titels die de bron eraan geeft."),
            FieldPanel("certainty_note"),
            FieldRowPanel([FieldPanel("read_on"), FieldPanel("checked_on")]),
        ],
        Waarover=[*WORDS, WordsPanel("barriers"), InlinePanel("methods", heading="Methoden", label="Methode")],
        Beheer=_MANAGE,
    )

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"


class PublicationPart(Orderable):
    """A part that the publication names, with an address where it has one of its own."""

    page = ParentalKey(Publication, related_name="parts", on_delete=models.CASCADE)
    title = models.CharField("titel", max_length=255)
    url = models.URLField("adres", max_length=500, blank=True)

    panels = [FieldPanel("title"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = "deel"
        verbose_name_plural = "delen"

    def __str__(self) -> str:
        return self.title


class PublicationMethod(MethodRow):
    page = ParentalKey(Publication, related_name="methods", on_delete=models.CASCADE)


class ProgrammePage(BasePage):
    """A page about the programme behind the methods: what it was, what it found, who took part, who made this."""

    template = "news/programme.html"
    # Where a reader goes on to its neighbours.
    parent_page_types = ["home.ListingPage"]

    gist = models.CharField("kern", max_length=255)
    body = StreamField(BODY, verbose_name="inhoud", blank=True)

    edit_handler = tabs(
        Wat=[
            title_panel(),
            FieldPanel("gist"),
            FieldPanel("body"),
            InlinePanel("sources", heading="Bronnen", label="Bron"),
        ],
        Beheer=_MANAGE,
    )

    class Meta:
        verbose_name = "pagina over het programma"
        verbose_name_plural = "pagina's over het programma"

    @property
    def description(self) -> str:
        return self.search_description or self.gist


class ProgrammeSource(SourceFields, Orderable):
    page = ParentalKey(ProgrammePage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
