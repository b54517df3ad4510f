"""Who may be asked about a page, and what was asked and answered. No page shows any of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from core.jobs import retention
from core.submissions.models import Submission

LONGEST = 1000
UNCONFIRMED_KEPT = timedelta(days=7)
QUESTION_KEPT = timedelta(days=90)
CONTACT_KEPT = timedelta(days=365)
REMINDED_BEFORE = timedelta(days=30)


class PageContact(models.Model):
    """The address of somebody who may be asked about a page; a yes holds for a year. Shown to editors only."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField("e-mailadres", max_length=254)
    created_at = models.DateTimeField("gevraagd", auto_now_add=True)
    confirmed_at = models.DateTimeField("zei ja", null=True, blank=True, editable=False)
    ends_at = models.DateTimeField("geldt tot", null=True, blank=True, editable=False, db_index=True)
    # Who said yes when sending something in is asked again there.
    asked_elsewhere = models.BooleanField(default=False, editable=False)
    reminded_at = models.DateTimeField("opnieuw gevraagd", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "contact voor vragen"
        verbose_name_plural = "contacten voor vragen"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Contact {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the question that goes to who is new here, in one transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    @classmethod
    def valid(cls) -> models.QuerySet[PageContact]:
        return cls.objects.filter(ends_at__gt=timezone.now())

    def confirm(self) -> None:
        """A yes from now on, for a year."""
        now = timezone.now()
        self.confirmed_at, self.ends_at, self.reminded_at = now, now + CONTACT_KEPT, None
        self.save()


class RelayedQuestion(Submission):
    """A question of a reader, with one more after the answer. `email` is the asker's, which the contact never sees."""

    is_for_editors = False

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(PageContact, null=True, on_delete=models.SET_NULL, related_name="questions")
    text = models.TextField("vraag", max_length=LONGEST)
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    follow_up = models.TextField("vervolgvraag", max_length=LONGEST, blank=True)
    follow_up_answer = models.TextField("antwoord op de vervolgvraag", blank=True)

    class Meta:
        verbose_name = "vraag aan een organisatie"
        verbose_name_plural = "vragen aan organisaties"

    def __str__(self) -> str:
        return f"Vraag aan een organisatie {self.pk}"

    @property
    def ends_at(self) -> datetime:
        return self.created_at + QUESTION_KEPT

    @property
    def waits_for_answer(self) -> bool:
        return self.confirmed_at is not None and self.contact_id is not None and self.status == self.Status.OPEN

    @property
    def may_ask_more(self) -> bool:
        return bool(self.status == self.Status.ANSWERED and self.contact_id and not self.follow_up)


def forget_questions() -> int:
    """Delete questions that ended or were not confirmed in time; how many."""
    now = timezone.now()
    unconfirmed = models.Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)
    found = RelayedQuestion.objects.filter(unconfirmed | models.Q(created_at__lte=now - QUESTION_KEPT))
    return found.delete()[1].get(RelayedQuestion._meta.label, 0)


def forget_contacts() -> int:
    """Delete contacts whose yes ended, and those that never gave one; how many."""
    now = timezone.now()
    unconfirmed = models.Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)
    found = PageContact.objects.filter(unconfirmed | models.Q(ends_at__lte=now))
    return found.delete()[1].get(PageContact._meta.label, 0)


retention.declare(
    "relayed-questions",
    what="Een vraag die je via ons aan een organisatie stelt, het antwoord en je e-mailadres",
    until=f"{QUESTION_KEPT.days} dagen na je vraag, of tot je haar verwijdert. "
    f"Een vraag die je niet bevestigt: {UNCONFIRMED_KEPT.days} dagen.",
    forget=forget_questions,
)
retention.declare(
    "page-contacts",
    what="Je e-mailadres als collega’s je vragen mogen stellen over een pagina",
    until="Een jaar, en langer als je dan weer ja zegt. Tot je stopt of de pagina is verwijderd. "
    f"Zonder ja: {UNCONFIRMED_KEPT.days} dagen.",
    forget=forget_contacts,
)
