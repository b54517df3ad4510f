"""What a method is."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from core.fields import StreamField
from core.http.cache.validity import valid_before
from core.pages import NumberedPage
from core.sources import SourceFields
from core.text import rich_text
from methods import panels
from methods.blocks import ChangeBlock, ConditionBlock, LawBlock, MaterialBlock, StepBlock
from methods.choices import Cost, Expertise, Instrument, People, RelationKind, Time
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Theme


class MethodTag(TaggedItemBase):
    """A free tag on a method."""

    content_object = ParentalKey("methods.MethodPage", related_name="tagged_items", on_delete=models.CASCADE)


class MethodPage(NumberedPage):
    """A numbered, reusable way of working with application instructions."""

    read_with = ("theme",)
    number_series = "methode"
    short_prefix = "m"
    template = "pages/method.html"

    gist = models.CharField("kern", max_length=255, help_text="Eén zin: wat doe je, en waarom helpt dat?")
    why = RichTextField("waarom werkt dit", features=rich_text.TEXT)
    steps = StreamField(
        [("step", StepBlock())],
        verbose_name="stappen",
        min_num=4,
        help_text="Minstens vier stappen, in de volgorde waarin je ze doet.",
    )
    when = StreamField([("condition", ConditionBlock())], verbose_name="doe dit als", blank=True)
    when_not = StreamField([("condition", ConditionBlock())], verbose_name="doe dit niet als", blank=True)
    materials = StreamField([("material", MaterialBlock())], verbose_name="wat je nodig hebt", blank=True)
    laws = StreamField([("law", LawBlock())], verbose_name="wet en afspraken", blank=True)

    theme = models.ForeignKey(Theme, verbose_name="thema", null=True, on_delete=models.PROTECT, related_name="methods")
    families = ParentalManyToManyField(OrganisationType, verbose_name="families", blank=True, related_name="methods")
    channels = ParentalManyToManyField(Channel, verbose_name="kanalen", blank=True, related_name="methods")
    barriers = ParentalManyToManyField(Barrier, verbose_name="belemmeringen", blank=True, related_name="methods")
    is_communication = models.BooleanField("communicatie", default=False)
    is_product = models.BooleanField("beter product", default=False)
    is_benefit = models.BooleanField("voordeel", default=False)
    is_restriction = models.BooleanField("beperking", default=False)
    tags = ClusterTaggableManager("trefwoorden", through=MethodTag, blank=True)

    effort_time = models.CharField("tijd", max_length=20, choices=Time.choices, blank=True)
    effort_people = models.CharField("mensen", max_length=20, choices=People.choices, blank=True)
    effort_cost = models.CharField("kosten", max_length=20, choices=Cost.choices, blank=True)
    effort_expertise = models.CharField("kennis", max_length=20, choices=Expertise.choices, blank=True)

    owner_organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie die dit bijhoudt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_methods",
    )
    kept_by = models.CharField("wie houdt dit bij", max_length=255, default="Redactie Optimaal Digitaal")
    reviewed_on = models.DateField("gecontroleerd op", null=True, blank=True)
    next_review = models.DateField("volgende controle", null=True, blank=True)
    changes = StreamField([("change", ChangeBlock())], verbose_name="wijzigingen voor lezers", blank=True)

    edit_handler = panels.method_edit_handler()

    class Meta:
        verbose_name = "methode"
        verbose_name_plural = "methoden"

    @property
    def description(self) -> str:
        return self.search_description or self.gist

    @property
    def instruments(self) -> list[Instrument]:
        """Which of the four steering instruments this method is."""
        return [instrument for instrument in Instrument if getattr(self, f"is_{instrument.value}")]

    @property
    def is_review_due(self) -> bool:
        if self.next_review is None or self.next_review < timezone.localdate():
            return self.next_review is not None
        valid_before(self.next_review + timedelta(days=1))
        return False

    def clean(self) -> None:
        super().clean()
        if self.reviewed_on and self.next_review and self.next_review <= self.reviewed_on:
            raise ValidationError({"next_review": "De volgende controle moet na de laatste controle liggen."})


class MethodRelation(Orderable):
    """From one method to another. Shown on both: what one does before, the other does after."""

    page = ParentalKey(MethodPage, related_name="relations", on_delete=models.CASCADE)
    kind = models.CharField("verband", max_length=10, choices=RelationKind.choices)
    method = models.ForeignKey(
        MethodPage, verbose_name="methode", related_name="relations_from_others", on_delete=models.CASCADE
    )

    panels = panels.RELATION_PANELS

    class Meta(Orderable.Meta):
        verbose_name = "verband"
        verbose_name_plural = "verbanden"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.method}"

    def clean(self) -> None:
        super().clean()
        if self.method_id and self.method_id == self.page_id:
            raise ValidationError({"method": "Een methode kan niet naar zichzelf verwijzen."})


class MethodIndicator(Orderable):
    """A main indicator: what the method aims at. Other indicators of its results are guards."""

    page = ParentalKey(MethodPage, related_name="main_indicators", on_delete=models.CASCADE)
    indicator = models.ForeignKey(
        Indicator, verbose_name="indicator", related_name="main_for_methods", on_delete=models.PROTECT
    )

    panels = panels.INDICATOR_PANELS

    class Meta(Orderable.Meta):
        verbose_name = "hoofdindicator"
        verbose_name_plural = "hoofdindicatoren"

    def __str__(self) -> str:
        return str(self.indicator)


class MethodSource(SourceFields, Orderable):
    """Where the method comes from."""

    page = ParentalKey(MethodPage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
