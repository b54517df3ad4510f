"""The short lists: families, channels, themes, barriers."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from vocabulary.terms import Term

_END_PANELS = MultiFieldPanel(
    [FieldPanel("sort_order"), FieldPanel("ended_on"), FieldPanel("replaced_by")],
    heading="Volgorde en einde",
)


class OrganisationType(Term):
    """A family of organisations (`familie`): municipality, province, water board, …"""

    plural = models.CharField("meervoud", max_length=255)
    spoken = models.CharField(
        "andere woorden", max_length=255, blank=True, help_text="Hoe mensen het noemen, met komma's ertussen."
    )

    panels = [FieldPanel("label"), FieldPanel("plural"), FieldPanel("slug"), FieldPanel("spoken"), _END_PANELS]

    class Meta(Term.Meta):
        verbose_name = "familie"
        verbose_name_plural = "families"


class Channel(Term):
    """A channel (`kanaal`) between government and people: web, telephone, post, …"""

    spoken = models.CharField(
        "andere woorden", max_length=255, blank=True, help_text="Hoe mensen het noemen, met komma's ertussen."
    )

    panels = [FieldPanel("label"), FieldPanel("slug"), FieldPanel("spoken"), _END_PANELS]

    class Meta(Term.Meta):
        verbose_name = "kanaal"
        verbose_name_plural = "kanalen"


class Theme(Term):
    """A theme (`thema`): every method has exactly one. Its look is a class name, never a typed style."""

    class Look(models.TextChoices):
        KANAALSTURING = "kanaalsturing", "blauw, splitsing"
        GEBRUIKSGEMAK = "gebruiksgemak", "groen, aanwijzer"
        PROCESAANPAK = "procesaanpak", "paars, kringloop"
        SAMENWERKING = "samenwerking", "bruin, twee cirkels"
        COMMITMENT = "commitment", "roze, vlag"
        INFORMATIEVEILIGHEID = "informatieveiligheid", "grijs, slot"
        INCLUSIE = "inclusie", "olijf, open armen"

    look = models.CharField("kleur en teken", max_length=40, choices=Look.choices)
    description = models.CharField("waar het over gaat", max_length=255, blank=True)

    panels = [
        FieldPanel("label"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("look")]),
        _END_PANELS,
    ]

    class Meta(Term.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"


class Barrier(Term):
    """A barrier (`belemmering`): why people or organisations do not (yet) go digital."""

    code = models.CharField("code", max_length=4, unique=True, help_text="Zoals G1 of I2.")
    sentence = models.CharField("zoals mensen het zeggen", max_length=255)

    panels = [
        FieldPanel("sentence"),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("code")]),
        _END_PANELS,
    ]

    class Meta(Term.Meta):
        verbose_name = "belemmering"
        verbose_name_plural = "belemmeringen"
