"""Where a statement comes from: the fields every source in the site has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Certainty(models.TextChoices):
    """How sure a figure is, as in the fact bank."""

    FIRST_HAND = "A", "A: gelezen bij de organisatie zelf of in het onderzoek"
    SECOND_HAND = "B", "B: gelezen in een tweede bron"
    NO_BASELINE = "C", "C: zonder beginstand of periode"
    FIRST_HAND_NO_BASELINE = "A/C", "A/C: bij de organisatie zelf, maar zonder beginstand of periode"
    SECOND_HAND_NO_BASELINE = "B/C", "B/C: in een tweede bron, zonder beginstand of periode"

    @property
    def letters(self) -> list[str]:
        return str(self.value).split("/")


def cited(sources: Iterable[SourceFields]) -> list[dict[str, str]]:
    """These sources as `citation` of schema.org, each once."""
    unique = dict.fromkeys((source.title, source.url) for source in sources)
    return [{"@type": "CreativeWork", "name": title, **({"url": url} if url else {})} for title, url in unique]


class SourceFields(models.Model):
    """Abstract: title, address, when it was read, how sure it is and what it gives."""

    title = models.CharField("titel", max_length=255)
    url = models.URLField("adres", max_length=500, blank=True, help_text="Leeg als de bron geen vast adres heeft.")
    read_on = models.DateField("gelezen op", null=True, blank=True)
    certainty = models.CharField("zekerheid", max_length=3, choices=Certainty.choices, default=Certainty.FIRST_HAND)
    gives = models.CharField(
        "wat de bron geeft",
        max_length=400,
        blank=True,
        help_text="Eén zin: welke cijfers geeft de bron, en welke niet?",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("read_on"), FieldPanel("certainty")]),
        FieldPanel("gives"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def letters(self) -> list[str]:
        """The certainty letters, one or two."""
        return Certainty(self.certainty).letters
