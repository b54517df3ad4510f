"""What was loaded from content files, and which defaults were set up."""

from __future__ import annotations

from django.db import models


class LoadedContent(models.Model):
    """What `load_content` last wrote of one file or word, so that it sees what an editor changed since."""

    affects_public_pages = False

    key = models.CharField("sleutel", max_length=200, unique=True)
    fingerprint = models.CharField("vingerafdruk", max_length=64)

    class Meta:
        verbose_name = "ingelezen inhoud"
        verbose_name_plural = "ingelezen inhoud"

    def __str__(self) -> str:
        return self.key


class AppliedDefault(models.Model):
    """A default (a group, a permission, the workflow) that was set up once and is the operator's from then on."""

    affects_public_pages = False

    name = models.CharField("naam", max_length=200, unique=True)

    class Meta:
        verbose_name = "toegepaste standaard"
        verbose_name_plural = "toegepaste standaarden"

    def __str__(self) -> str:
        return self.name
