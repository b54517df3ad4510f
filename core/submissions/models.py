"""What a reader sent in and editors deal with: a report of a fault, a question."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# An address is deleted once it is dealt with, and anyhow after this.
ADDRESS_KEPT = timedelta(days=90)
# What was dealt with is deleted after this.
HANDLED_KEPT = timedelta(days=365)


class Submission(models.Model):
    """Abstract. `email` is only to answer to: `core.submissions.admin.SubmissionForm` empties it once it is dealt with.

    `__str__` must say no word of the reader, because the log of the admin keeps it for ever.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "beantwoord", "Beantwoord"
        CLOSED = "gesloten", "Gesloten"

    wagtail_reference_index_ignore = True

    created_at = models.DateTimeField("binnengekomen", auto_now_add=True)
    email = models.EmailField("e-mailadres voor het antwoord", max_length=254, blank=True)
    status = models.CharField("stand", max_length=20, choices=Status.choices, default=Status.OPEN)
    # By what the same thing sent twice is recognised (`intake`): what was typed as long as it is open, and the form.
    content_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    token_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
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
        abstract = True


def forget_handled(model: type[Submission], now: datetime | None = None) -> int:
    """Delete what must not be kept: addresses, and what was dealt with long ago. How many. Run every day."""
    moment, rows = now or timezone.now(), model._default_manager
    done = ~models.Q(status=Submission.Status.OPEN)
    deleted, _ = rows.filter(done, handled_at__lte=moment - HANDLED_KEPT).delete()
    with_address = rows.exclude(email="")
    emptied = with_address.filter(done | models.Q(created_at__lte=moment - ADDRESS_KEPT)).update(
        email="", content_digest=None
    )
    return deleted + emptied
