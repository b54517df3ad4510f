"""What was reported about a result, and what a corrected result said before."""

from __future__ import annotations

from django.db import models

from cases.models.pages import CasePage
from core.submissions.models import Submission, declare_retention
from methods.models import MethodPage


class CorrectionReport(Submission):
    """Somebody says that a result is wrong, or a step of a method. Never public.

    How long it is kept stands in `core.submissions.models`.
    `result_uuid` is no relation: the row of a result is made anew when an editor goes back to an older revision.
    """

    class About(models.TextChoices):
        FIGURE = "cijfer", "Een cijfer klopt niet"
        DIRECTION = "richting", "De richting klopt niet (beter of slechter)"
        SOURCE = "bron", "De bron klopt niet of werkt niet"
        METHOD = "methode", "Dit resultaat hoort niet bij deze methode"
        STEP = "stap", "Een stap van een methode klopt niet"
        OTHER = "anders", "Iets anders"

    result_uuid = models.UUIDField("resultaat", null=True, db_index=True)
    case = models.ForeignKey(
        CasePage, verbose_name="praktijkvoorbeeld", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    method = models.ForeignKey(
        MethodPage, verbose_name="methode", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    step = models.CharField("welke stap?", max_length=300, blank=True)
    about = models.CharField("waarover", max_length=20, choices=About.choices)
    text = models.TextField("wat klopt er niet?", max_length=2000)
    source = models.CharField("waar staat het goed?", max_length=500, blank=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="reports_by_status")]

    def __str__(self) -> str:
        return f"Melding {self.pk}"


declare_retention(CorrectionReport, "correction-reports", "Een melding dat een resultaat of een stap niet klopt")


class FormerValue(models.Model):
    """What a public result said before its figures were corrected, in the words readers saw."""

    wagtail_reference_index_ignore = True

    result_uuid = models.UUIDField("resultaat", db_index=True)
    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="former_values")
    corrected_at = models.DateTimeField("gecorrigeerd", auto_now_add=True)
    indicator = models.CharField("indicator", max_length=255)
    figure = models.CharField("cijfer", max_length=255, blank=True)
    as_published = models.CharField("zoals gepubliceerd", max_length=400, blank=True)
    design = models.CharField("opzet", max_length=255, blank=True)
    period = models.CharField("periode", max_length=255, blank=True)

    class Meta:
        verbose_name = "vroegere waarde"
        verbose_name_plural = "vroegere waarden"
        ordering = ["-corrected_at", "-pk"]
        indexes = [models.Index(fields=["-corrected_at"], name="former_values_newest")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.figure}"
