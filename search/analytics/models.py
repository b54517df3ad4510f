"""Daily totals per normalised question and per chosen result. Individual requests are never stored."""

from __future__ import annotations

from django.db import models

LONGEST_QUESTION = 100
LONGEST_FILTERS = 300


class QuestionCount(models.Model):
    """How often a question with these filters was asked on a day.

    `key` is a digest of the three (`Counted.key`): no number that counts up tells in which order rows were made.
    `found` is how many pages it gave the last time.
    """

    affects_public_pages = False

    key = models.CharField(max_length=32, primary_key=True)
    day = models.DateField("dag", db_index=True)
    question = models.CharField("vraag", max_length=LONGEST_QUESTION)
    filters = models.CharField("filters", max_length=LONGEST_FILTERS, blank=True)
    times = models.PositiveIntegerField("gevraagd")
    found = models.PositiveIntegerField("gevonden")

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"

    def __str__(self) -> str:
        return f"{self.day} {self.question}"


class ChoiceCount(models.Model):
    """How often the result at this place (from 1; 0 is put first by editors) was chosen. `key` is a digest of both."""

    affects_public_pages = False

    key = models.CharField(max_length=32, primary_key=True)
    asked = models.ForeignKey(QuestionCount, on_delete=models.CASCADE, related_name="choices")
    rank = models.PositiveSmallIntegerField("plaats")
    times = models.PositiveIntegerField("gekozen")

    class Meta:
        verbose_name = "keuze na een zoekvraag"
        verbose_name_plural = "keuzes na zoekvragen"

    def __str__(self) -> str:
        return f"{self.asked_id} {self.rank}"
