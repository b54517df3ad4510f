"""What editors and operators do across rooms."""

from __future__ import annotations

from django.db import models


class LoadedContent(models.Model):
    """What `load_content` last wrote of one file or word, so that it sees what an editor changed since."""

    key = models.CharField("sleutel", max_length=200, unique=True)
    fingerprint = models.CharField("vingerafdruk", max_length=64)

    class Meta:
        verbose_name = "ingelezen inhoud"
        verbose_name_plural = "ingelezen inhoud"

    def __str__(self) -> str:
        return self.key
