"""The long lists: organisations, products and indicators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from vocabulary.lists import OrganisationType
from vocabulary.mail_domains import check_domain
from vocabulary.panels import WordsPanel
from vocabulary.terms import Term


class Organisation(Term):
    """An organisation, identified by its TOOI address where it has one. `label` is its name.

    A merged municipality is ended and names its successor; its cases stay with it.
    """

    family = models.ForeignKey(
        OrganisationType, verbose_name="familie", on_delete=models.PROTECT, related_name="organisations"
    )
    uri = models.URLField("TOOI-adres", max_length=255, unique=True, null=True, blank=True)
    country = models.CharField("land", max_length=2, default="NL", help_text="Twee letters, zoals NL of GB.")
    started_on = models.DateField("bestaat sinds", null=True, blank=True)
    mail_domain = models.CharField(
        "maildomein", max_length=120, blank=True, help_text="Wat achter de @ staat in hun mail, zoals voorbeeld.nl."
    )
    mail_domain_source = models.URLField(
        "waar staat dat?", max_length=255, blank=True, help_text="Een openbare pagina waarop dit domein van hen is."
    )

    one_of_each_name = True
    search_fields = [*Term.search_fields, index.SearchField("slug")]
    panels = [
        FieldPanel("label", heading="Naam"),
        WordsPanel("family"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("country")]),
        FieldPanel("uri"),
        MultiFieldPanel(
            [FieldPanel("mail_domain"), FieldPanel("mail_domain_source")],
            heading="Mail: zo zie je dat een inzending van hen komt",
        ),
        MultiFieldPanel(
            [FieldPanel("started_on"), FieldPanel("ended_on"), FieldPanel("replaced_by")], heading="Begin en einde"
        ),
    ]

    class Meta(Term.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["label"]

    def clean(self) -> None:
        super().clean()
        self.mail_domain = self.mail_domain.strip().lstrip("@").casefold()
        if not self.mail_domain:
            return
        try:
            check_domain(self.mail_domain)
        except ValidationError as error:
            raise ValidationError({"mail_domain": error.messages}) from None
        if not self.mail_domain_source:
            raise ValidationError({"mail_domain_source": "Noem de pagina waarop dit domein van hen is."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.uri = self.uri or None
        super().save(*args, **kwargs)


class Product(Term):
    """A government product, identified by its UPL address where it has one."""

    uri = models.URLField("UPL-adres", max_length=255, unique=True, null=True, blank=True)

    one_of_each_name = True
    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("uri"),
        FieldRowPanel([FieldPanel("ended_on"), FieldPanel("replaced_by")]),
    ]

    class Meta(Term.Meta):
        verbose_name = "product"
        verbose_name_plural = "producten"
        ordering = ["label"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.uri = self.uri or None
        super().save(*args, **kwargs)


class Indicator(Term):
    """What was measured, in which unit, and which direction is better."""

    class Unit(models.TextChoices):
        PERCENT = "percent", "procent"
        COUNT = "count", "aantal"
        VISITS = "visits", "bezoeken"
        TIME = "time", "tijd"
        SCORE = "score", "oordeel"
        FACTOR = "factor", "factor"
        POUNDS = "gbp", "Britse pond"
        EUROS = "eur", "euro"

    class Better(models.TextChoices):
        HIGHER = "higher", "hoger is beter"
        LOWER = "lower", "lager is beter"

    unit = models.CharField("eenheid", max_length=10, choices=Unit.choices)
    better = models.CharField("wat is beter", max_length=10, choices=Better.choices)
    question = models.CharField(
        "vraag aan de lezer",
        max_length=255,
        blank=True,
        help_text="Zoals ‘Hoeveel van elke 100 afspraken worden gemist?’",
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("better")]),
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("ended_on"), FieldPanel("replaced_by")]),
    ]

    class Meta(Term.Meta):
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["label"]
