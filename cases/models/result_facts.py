"""What is computed of one result."""

from __future__ import annotations

from django.db import models

from cases.choices import Direction
from cases.models.results import Result


class ResultFacts(models.Model):
    """`direction` is a value of `cases.choices.Direction`, by the rule in force; `year` the last one measured."""

    wagtail_reference_index_ignore = True

    result = models.OneToOneField(Result, on_delete=models.CASCADE, related_name="facts", primary_key=True)
    direction = models.CharField("richting", max_length=20, choices=Direction.choices, db_index=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, db_index=True)

    class Meta:
        verbose_name = "berekening van een resultaat"
        verbose_name_plural = "berekeningen van resultaten"

    def __str__(self) -> str:
        return f"{self.result_id}: {self.direction} {self.year}"


class ShownFigures(models.Model):
    """What readers last saw of the figures of a result: to notice a correction. By uuid: rows are made anew."""

    wagtail_reference_index_ignore = True

    result_uuid = models.UUIDField("resultaat", primary_key=True)
    case = models.ForeignKey("cases.CasePage", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField("kenmerk van de cijfers", max_length=32)
    indicator = models.CharField("indicator", max_length=255)
    figure = models.CharField("cijfer", max_length=255, blank=True)
    as_published = models.CharField("zoals gepubliceerd", max_length=400, blank=True)
    design = models.CharField("opzet", max_length=255, blank=True)
    period = models.CharField("periode", max_length=255, blank=True)

    class Meta:
        verbose_name = "laatst getoonde cijfers"
        verbose_name_plural = "laatst getoonde cijfers"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.figure}"
