"""What readers asked the editors."""

from __future__ import annotations

from django.db import models

from core.submissions.models import Submission, declare_retention
from feedback.relay.models import PageContact, RelayedQuestion
from feedback.useful.models import UsefulCount, UsefulRemark
from search.contract import MAX_TEXT

__all__ = ["PageContact", "ReaderQuestion", "RelayedQuestion", "UsefulCount", "UsefulRemark"]

LONGEST = 2000


class ReaderQuestion(Submission):
    """Somebody did not find what they looked for. Never public.

    How long it is kept stands in `core.submissions.models`.
    """

    asked = models.CharField("waar zocht je op?", max_length=MAX_TEXT, blank=True)
    text = models.TextField("wat wil je weten?", max_length=LONGEST)

    class Meta:
        app_label = "search"  # its table, permissions and log entries stay what they were
        verbose_name = "vraag van een lezer"
        verbose_name_plural = "vragen van lezers"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="reader_questions_by_status")]

    def __str__(self) -> str:
        return f"Vraag {self.pk}"


declare_retention(ReaderQuestion, "reader-questions", "Een vraag aan de redactie")
