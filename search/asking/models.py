"""What readers asked the editors."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from search.contract import MAX_TEXT

LONGEST = 2000


class ReaderQuestion(models.Model):
    """Somebody did not find what they looked for. Never public.

    `email` is emptied once the question is answered or closed, and at the latest 90 days after it came in
    (`forgetting`).
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "beantwoord", "Beantwoord"
        CLOSED = "gesloten", "Gesloten"

    created_at = models.DateTimeField("binnengekomen", auto_now_add=True)
    asked = models.CharField("waar zocht je op?", max_length=MAX_TEXT, blank=True)
    text = models.TextField("wat wil je weten?", max_length=LONGEST)
    email = models.EmailField("e-mailadres voor het antwoord", max_length=254, blank=True)

    status = models.CharField("stand", max_length=20, choices=Status.choices, default=Status.OPEN)
    answer = models.TextField("antwoord of aantekening", blank=True)
    handled_at = models.DateTimeField("afgehandeld", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="afgehandeld door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "vraag van een lezer"
        verbose_name_plural = "vragen van lezers"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="reader_questions_by_status")]

    def __str__(self) -> str:
        return self.text[:80]
