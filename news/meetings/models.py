"""Who signed up for a meeting, how many places are taken, and what calendars were told of it."""

from __future__ import annotations

from django.db import models

from news.pages.meeting import MeetingPage


class MeetingRegister(models.Model):
    """What the site counts of one meeting, beside its page.

    `taken` goes up and down in one conditional UPDATE each, so the last place is given once. `digest` is of when and
    where as who signed up knows it; when the page says something else, `sequence` goes up and they are told.
    """

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    meeting = models.OneToOneField(MeetingPage, related_name="register", on_delete=models.CASCADE)
    taken = models.PositiveIntegerField("bezet", default=0)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "register van een bijeenkomst"
        verbose_name_plural = "registers van bijeenkomsten"

    def __str__(self) -> str:
        return f"Register {self.pk}"


class SignUp(models.Model):
    """Somebody who comes, or waits for a place. Gone when he cancels, and 30 days after the meeting.

    `__str__` says no word of the reader: the log of the admin keeps it.
    """

    class State(models.TextChoices):
        PLACE = "plek", "Heeft een plek"
        WAITING = "wacht", "Op de wachtlijst"

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    meeting = models.ForeignKey(
        MeetingPage, verbose_name="bijeenkomst", related_name="sign_ups", on_delete=models.CASCADE
    )
    name = models.CharField("naam", max_length=120)
    organisation = models.CharField("organisatie", max_length=160, blank=True)
    email = models.EmailField("e-mailadres", max_length=254)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.WAITING)
    reminded = models.BooleanField(default=False)
    created_at = models.DateTimeField("aangemeld", auto_now_add=True)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="one_sign_up_an_address")]

    def __str__(self) -> str:
        return f"Aanmelding {self.pk}"

    @property
    def has_place(self) -> bool:
        return bool(self.state == self.State.PLACE)

    @property
    def batch(self) -> str:
        """Under which all letters to this person about this meeting are withdrawn."""
        return f"aanmelding {self.pk}"
