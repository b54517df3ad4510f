"""Who subscribed to what, and the editions that went out."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from core.images import SiteImage
from core.text import rich_text


class Rhythm(models.TextChoices):
    WEEKLY = "week", "Elke week"
    MONTHLY = "maand", "Elke maand"


def new_seed() -> str:
    return secrets.token_hex(16)


class Subscriber(models.Model):
    """One address and its choice. Not confirmed: gone after a week. Gone at once when he stops.

    Empty `families` or `themes` mean all. What became public until `covered_until` was sent or did not fit. `refusals`
    counts permanent refusals of the mail server in a row, `last_counted` is the newest letter in that count.
    `__str__` says no word of the reader: the log of the admin keeps it.
    """

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    topics: models.JSONField[list[str], list[str]] = models.JSONField("onderwerpen", default=list)
    families: models.JSONField[list[str], list[str]] = models.JSONField("families", default=list)
    themes: models.JSONField[list[str], list[str]] = models.JSONField("thema's", default=list)
    rhythm = models.CharField("hoe vaak", max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    # Of the words somebody agreed to, so that it can be shown what they were.
    text_version = models.PositiveSmallIntegerField(default=1)
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    created_at = models.DateTimeField("gemaakt", auto_now_add=True)
    asked_at = models.DateTimeField("laatste bevestiging gevraagd", null=True)
    confirmed_at = models.DateTimeField("bevestigd", null=True)
    covered_until = models.DateTimeField(null=True, db_index=True)
    refusals = models.PositiveSmallIntegerField(default=0)
    last_counted = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"

    def __str__(self) -> str:
        return f"Abonnee {self.pk}"

    @property
    def batch(self) -> str:
        """Under which letters about the subscription itself are withdrawn."""
        return f"abonnement {self.pk}"


class Edition(ClusterableModel):  # type: ignore[misc]
    """The newsletter of one run. Editors make introduction, picture and order ready before; without, it goes without.

    `period` is the week or month of its run, None before. `items` are what became public in it, of all topics, as it
    was collected; what is not public any more at the moment of sending or showing is left out.
    """

    class State(models.TextChoices):
        PREPARED = "klaargezet", "Klaargezet"
        SENDING = "onderweg", "Onderweg"
        STOPPED = "gestopt", "Gestopt"
        DONE = "verstuurd", "Verstuurd"

    rhythm = models.CharField("voor wie", max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    title = models.CharField(
        "onderwerp van de mail",
        max_length=120,
        blank=True,
        help_text="Leeg: ‘Nieuw op Optimaal Digitaal’ met de datum.",
    )
    introduction = RichTextField("inleiding", features=rich_text.TEXT, blank=True)
    picture = models.ForeignKey(
        SiteImage, verbose_name="foto", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_ready = models.BooleanField("klaar om mee te gaan", default=False)
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.PREPARED, editable=False)
    period = models.CharField("periode", max_length=10, null=True, editable=False)  # noqa: DJ001
    started_at = models.DateTimeField("begonnen", null=True, editable=False)
    until = models.DateTimeField("tot", null=True, editable=False)
    finished_at = models.DateTimeField("klaar", null=True, editable=False)
    items: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list, editable=False)
    total = models.PositiveIntegerField("mails", default=0, editable=False)
    sent = models.PositiveIntegerField("verstuurd", default=0, editable=False)
    refused = models.PositiveIntegerField("geweigerd", default=0, editable=False)

    class Meta:
        verbose_name = "nieuwsbrief"
        verbose_name_plural = "nieuwsbrieven"
        ordering = ["-started_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["rhythm", "period"], name="one_edition_a_period")]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        moment = timezone.localtime(self.started_at or timezone.now())
        return self.title or f"Nieuw op Optimaal Digitaal, {moment:%-d-%-m-%Y}"

    @property
    def batch(self) -> str:
        return f"nieuwsbrief {self.pk}"

    @classmethod
    def published(cls) -> models.QuerySet[Edition]:
        """Those that went to readers, also when they were stopped halfway."""
        found: models.QuerySet[Edition] = cls.objects.filter(~Q(state=cls.State.PREPARED), total__gt=0)
        return found


class EditionPage(Orderable):
    """A page that stands first in an edition, for who chose it."""

    edition = ParentalKey(Edition, related_name="first_pages", on_delete=models.CASCADE)
    page = models.ForeignKey(Page, verbose_name="pagina", related_name="+", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "pagina bovenaan"
        verbose_name_plural = "pagina's bovenaan"
