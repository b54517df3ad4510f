"""The organisation that a reader says to be of: as typed, in the list, and whether it may be named."""

from __future__ import annotations

from django.db import models

from vocabulary.registers import Organisation


class NameConfirmed(models.TextChoices):
    """How an editor saw that the organisation may be named."""

    DOMAIN = "domein", "Mail van een domein uit het register"
    SOURCE = "bron", "Een openbare bron noemt de organisatie"
    CALLED = "gebeld", "Teruggebeld via het algemene nummer"


class ConfirmedOrganisation(models.Model):
    """Abstract: named once an editor recorded how the name was confirmed, until the sender takes it back."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField("organisatie, zoals getypt", max_length=255, blank=True)
    name_confirmed = models.CharField(
        "hoe is de naam bevestigd?", max_length=10, choices=NameConfirmed.choices, blank=True
    )
    name_note = models.CharField("waar zag je dat?", max_length=255, blank=True)
    name_withdrawn_at = models.DateTimeField("naam ingetrokken", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def may_be_named(self) -> bool:
        return bool(self.name_confirmed) and self.organisation is not None and self.name_withdrawn_at is None

    @property
    def typed_organisation(self) -> str:
        """The name for editors, confirmed or not."""
        return str(self.organisation) if self.organisation else self.organisation_name
