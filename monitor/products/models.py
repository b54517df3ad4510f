"""The page of a product and the volumes that were published of it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel

from core.pages import BasePage, tabs, title_panel
from monitor.values import SourcedValue
from vocabulary.models import OrganisationType, Product
from vocabulary.panels import WordsPanel


class ProductPage(BasePage):
    """What is known of one product. Methods and cases follow from the cases that name it; nobody types them here."""

    template = "monitor/product.html"
    read_with = ("product",)

    # Empty only between the two steps in which content files are read; no form goes without it.
    product = models.ForeignKey(
        Product, verbose_name="product", null=True, on_delete=models.PROTECT, related_name="pages"
    )
    gist = models.CharField("wat het is", max_length=255, help_text="Eén zin: wat regelt iemand hiermee?")
    families = ParentalManyToManyField(
        OrganisationType, verbose_name="wie dit levert", blank=True, related_name="product_pages"
    )
    caveat = models.TextField(
        "let op", max_length=600, blank=True, help_text="Wat er bij de cijfers niet te vergeten is."
    )

    edit_handler = tabs(
        Wat=[title_panel(), FieldPanel("product"), FieldPanel("gist"), WordsPanel("families"), FieldPanel("caveat")],
        Cijfers=[InlinePanel("values", heading="Hoe vaak dit gebeurt", label="Cijfer")],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "product"
        verbose_name_plural = "producten"

    @property
    def description(self) -> str:
        return self.search_description or self.gist

    def clean(self) -> None:
        super().clean()
        if self.product_id and ProductPage.objects.filter(product=self.product_id).exclude(pk=self.pk).exists():
            raise ValidationError({"product": "Dit product heeft al een pagina."})


class ProductValue(SourcedValue):
    page = ParentalKey(ProductPage, related_name="values", on_delete=models.CASCADE)
