"""The queue of letters, in the database so that it shares the transaction of what a letter is about."""

from __future__ import annotations

from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_message_id() -> str:
    """Made once and kept: a mail program shows a letter that comes twice with the same one as one letter."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")


class OutgoingMail(models.Model):
    """One letter to one address.

    Text is rendered from `template` and `context` when it is sent. `count` is how many causes the letter stands for.
    `batch` names letters that belong together, so that their room can count or withdraw them.
    `bundle` is filled as long as another cause may still be added; the first attempt empties it.
    `due_at` is also the lock: who sends moves it ahead first.
    """

    class State(models.TextChoices):
        WAITING = "wacht", "Wacht"
        SENT = "verstuurd", "Verstuurd"
        FAILED = "mislukt", "Mislukt"
        DROPPED = "vervallen", "Niet meer nodig"
        KEPT = "bewaard", "Bewaard op deze computer"

    wagtail_reference_index_ignore = True

    template = models.CharField("soort", max_length=60)
    to = models.EmailField("aan", max_length=254)
    context: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField("gegevens", default=dict)
    count = models.PositiveIntegerField("aantal", default=1)
    bundle = models.CharField(max_length=320, null=True, unique=True, editable=False)  # noqa: DJ001
    batch = models.CharField("hoort bij", max_length=60, blank=True, db_index=True, editable=False)
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id, editable=False)
    state = models.CharField("stand", max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    reply = models.PositiveSmallIntegerField("code van de mailserver", null=True)
    created_at = models.DateTimeField("gemaakt", auto_now_add=True)
    due_at = models.DateTimeField("volgende poging", default=timezone.now)
    finished_at = models.DateTimeField("klaar", null=True)

    class Meta:
        verbose_name = "uitgaande mail"
        verbose_name_plural = "uitgaande mail"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_by_due")]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
