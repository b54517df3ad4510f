"""The front door, listing pages and plain pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cases.models import CasePage
from core import blocks
from core.fields import StreamField
from core.pages import BasePage, tabs, title_panel
from core.published import kind_choices
from core.text import rich_text
from home.listing import listing_view
from search.contract import Sort
from vocabulary.models import Barrier, Channel, OrganisationType, Theme
from vocabulary.panels import WordsPanel


class HomePage(BasePage):
    """The home page: one sentence, a search box, three entry links and figures."""

    template = "pages/home.html"
    is_kind = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.OverviewPage", "home.ListingPage", "home.ContentPage"]
    max_count = 1

    claim = models.CharField("belofte", max_length=120, help_text="De kop van de voorpagina.")
    introduction = models.TextField("inleiding", max_length=400)
    newest_count = models.PositiveSmallIntegerField("hoeveel nieuwste praktijkvoorbeelden", default=3)

    edit_handler = tabs(
        Wat=[
            title_panel(),
            FieldPanel("claim"),
            FieldPanel("introduction"),
            InlinePanel("featured", heading="Uitgelichte resultaten", label="Praktijkvoorbeeld", max_num=4),
            FieldPanel("newest_count"),
        ],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "voorpagina"
        verbose_name_plural = "voorpagina's"

    @property
    def description(self) -> str:
        return self.search_description or self.introduction


class FeaturedCase(Orderable):
    """A case whose first result stands on the front page; the first one is the large figure."""

    page = ParentalKey(HomePage, related_name="featured", on_delete=models.CASCADE)
    case = models.ForeignKey(CasePage, verbose_name="praktijkvoorbeeld", related_name="+", on_delete=models.CASCADE)

    panels = [FieldPanel("case")]

    class Meta(Orderable.Meta):
        verbose_name = "uitgelicht praktijkvoorbeeld"
        verbose_name_plural = "uitgelichte praktijkvoorbeelden"


class OverviewPage(BasePage):
    """A page that leads on to the listing pages below it, such as all themes."""

    template = "pages/overview.html"
    is_kind = False
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ListingPage"]

    introduction = RichTextField("inleiding", features=rich_text.TEXT, blank=True)

    edit_handler = tabs(
        Wat=[title_panel(), FieldPanel("introduction")],
        Beheer=[*BasePage.promote_panels, FieldPanel("show_in_menus"), PublishingPanel()],
    )

    class Meta:
        verbose_name = "overzichtspagina"
        verbose_name_plural = "overzichtspagina's"


class ListingPage(BasePage):
    """A saved question with an introduction: all methods, a family, a theme, whatever an editor thinks of."""

    template = "pages/listing.html"
    is_kind = False
    parent_page_types = ["home.HomePage", "home.OverviewPage"]
    subpage_types = None  # every type that says it may stand here

    introduction = RichTextField("inleiding", features=rich_text.TEXT, blank=True)
    query = models.CharField("woorden", max_length=255, blank=True, help_text="Leeg: alles wat bij de filters past.")
    kind = models.CharField("soort", max_length=20, blank=True, choices=kind_choices)
    families = ParentalManyToManyField(OrganisationType, verbose_name="families", blank=True, related_name="+")
    channels = ParentalManyToManyField(Channel, verbose_name="kanalen", blank=True, related_name="+")
    themes = ParentalManyToManyField(Theme, verbose_name="thema's", blank=True, related_name="+")
    barriers = ParentalManyToManyField(Barrier, verbose_name="belemmeringen", blank=True, related_name="+")
    sort = models.CharField(
        "volgorde",
        max_length=20,
        default=Sort.NUMBER,
        choices=[
            (Sort.RELEVANCE, "past het best"),
            (Sort.NEWEST, "nieuwste eerst"),
            (Sort.STRONGEST, "wat gemeten is eerst"),
            (Sort.NUMBER, "op nummer"),
        ],
    )

    edit_handler = tabs(
        Wat=[title_panel(), FieldPanel("introduction")],
        Vraag=[
            FieldPanel("query"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("sort")]),
            MultiFieldPanel(
                [
                    WordsPanel("families"),
                    WordsPanel("channels"),
                    WordsPanel("themes"),
                    WordsPanel("barriers"),
                ],
                heading="Filters",
            ),
        ],
        Beheer=[*BasePage.promote_panels, FieldPanel("show_in_menus"), PublishingPanel()],
    )

    class Meta:
        verbose_name = "lijstpagina"
        verbose_name_plural = "lijstpagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing_view(self, request)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page past the end of the list is a 404 that offers the last one."""
        response = super().serve(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        if "listing" in context and context["listing"].pagination.past_end:
            response.status_code = 404
        return response


class ContentPage(BasePage):
    """A plain page: about this site, privacy, accessibility."""

    template = "pages/content.html"
    is_kind = False
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    introduction = models.TextField("inleiding", max_length=500, blank=True)
    body = StreamField(
        [
            ("heading", blocks.HeadingBlock()),
            ("text", blocks.TextBlock()),
            ("figure", blocks.FigureBlock()),
            ("quote", blocks.QuoteBlock()),
            ("callout", blocks.CalloutBlock()),
            ("links", blocks.LinkListBlock()),
        ],
        verbose_name="inhoud",
        blank=True,
    )
    show_in_footer = models.BooleanField("onderaan elke pagina", default=False)

    edit_handler = tabs(
        Wat=[title_panel(), FieldPanel("introduction"), FieldPanel("body")],
        Beheer=[
            *BasePage.promote_panels,
            FieldPanel("show_in_menus"),
            FieldPanel("show_in_footer"),
            PublishingPanel(),
        ],
    )

    class Meta:
        verbose_name = "tekstpagina"
        verbose_name_plural = "tekstpagina's"

    @property
    def description(self) -> str:
        return self.search_description or self.introduction
