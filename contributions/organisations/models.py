"""‘Wij kunnen helpen met …’ and ‘Wij zoeken hulp bij …’: one public line of an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from contributions.base import retention
from contributions.base.models import Contribution, State


class HelpLine(Contribution):
    """Public once an editor placed it and confirmed the name; it has no page but that of its organisation."""

    affects_public_pages = True
    kind: ClassVar[str] = "hulp"

    class Side(models.TextChoices):
        OFFERS = "biedt", "Wij kunnen helpen met"
        SEEKS = "zoekt", "Wij zoeken hulp bij"

    side = models.CharField("wat", max_length=10, choices=Side.choices)
    text = models.CharField("waarmee", max_length=140)

    class Meta:
        verbose_name = "hulplijn van een organisatie"
        verbose_name_plural = "hulplijnen van organisaties"
        ordering = ["side", "-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="help_lines_by_status")]

    @classmethod
    def public(cls) -> models.QuerySet[HelpLine]:
        """The lines that anyone may read."""
        named = cls.objects.filter(status=State.PLACED, name_withdrawn_at=None, organisation__isnull=False)
        return named.exclude(name_confirmed="")

    def title_for_sender(self) -> str:
        return str(self.get_side_display())

    def content(self) -> list[tuple[str, str]]:
        return [(self.get_side_display(), self.text)]


retention.declare(HelpLine, "Een regel over hulp die je organisatie biedt of zoekt")
