"""Who wants to read along, a round on a draft, who reads in it, and what they say. Never public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from core.published import kind_of
from core.published.reading import ReadAlong
from vocabulary.models import OrganisationType, Theme

# Who was writing when a round ended may still send it.
GRACE = timedelta(hours=24)
LONGEST_COMMENT = 4000


class PoolReader(models.Model):
    """Somebody who wants to be asked to read along. Counts for nothing until the address is confirmed."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    families = models.ManyToManyField(OrganisationType, verbose_name="families", related_name="+", blank=True)
    themes = models.ManyToManyField(Theme, verbose_name="thema's", related_name="+", blank=True)
    created_at = models.DateTimeField("aangemeld", auto_now_add=True)
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    # Confirmed, or took part in a round: two years after that it ends.
    active_at = models.DateTimeField("laatst actief", default=timezone.now)

    class Meta:
        verbose_name = "meelezer"
        verbose_name_plural = "meelezers"

    def __str__(self) -> str:
        return f"Meelezer {self.pk}"


class ReviewRound(models.Model):
    """Readers comment on a draft as it was when the round was opened: `content`, of a page in Wagtail's own form.

    It is the draft of `page`, or of `other`: something that is no page (`ReadAlong`).
    """

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="review_rounds")
    other_type = models.ForeignKey(ContentType, null=True, on_delete=models.CASCADE, related_name="+")
    other_id = models.PositiveBigIntegerField(null=True)
    other = GenericForeignKey("other_type", "other_id")
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="geopend door"
    )
    opened_at = models.DateTimeField("geopend", default=timezone.now)
    ends_at = models.DateTimeField("tot en met", db_index=True)
    is_open = models.BooleanField("iedereen mag meelezen", default=False)
    shows_title = models.BooleanField("de titel mag in de mail en in de lijst", default=False)
    shows_others = models.BooleanField("meelezers zien elkaars opmerkingen", default=False)
    invitation = models.CharField("waar gaat het over?", max_length=300, blank=True)
    questions = models.TextField("wat wil je weten?", max_length=2000, blank=True)
    finished_at = models.DateTimeField("afgerond", null=True, blank=True)
    # How many read along, once it is finished; the readers themselves are forgotten.
    read_along = models.PositiveIntegerField("lazen mee", null=True, blank=True)

    class Meta:
        verbose_name = "meeleesronde"
        verbose_name_plural = "meeleesrondes"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, other_type=None, other_id=None)
                | models.Q(page=None, other_type__isnull=False, other_id__isnull=False),
                name="round_on_one_draft",
            )
        ]

    def __str__(self) -> str:
        return f"Meeleesronde {self.pk}"

    @property
    def subject(self) -> Page | ReadAlong:
        found: Page | ReadAlong = self.page or self.other
        return found

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def grace_ends_at(self) -> datetime:
        return self.ends_at + GRACE

    @property
    def takes_comments(self) -> bool:
        """Also just after the end, from who was writing."""
        return self.finished_at is None and timezone.now() < self.grace_ends_at

    @property
    def last_day(self) -> datetime:
        """The last moment that counts, for "tot en met"."""
        return self.ends_at - timedelta(seconds=1)

    @property
    def kind_noun(self) -> str:
        """What it is a draft of, in a letter that may say no more: ‘methode’."""
        subject = self.subject
        if isinstance(subject, ReadAlong):
            return subject.reading_noun
        kind = kind_of(subject.specific_class) if subject.specific_class else None
        return kind.noun(1) if kind else "pagina"

    @property
    def draft_title(self) -> str:
        return str(self.content.get("title") or self.subject.title)

    @property
    def name_in_mail(self) -> str:
        """The title when the editor says so, else only what kind of page it is."""
        return f"‘{self.draft_title}’" if self.shows_title else f"een {self.kind_noun}"


class RoundReader(models.Model):
    """Somebody who reads along in one round. Reads only after the button on the secret address (`joined_at`)."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="readers")
    # Empty once the reader stopped, or when the address is forgotten.
    email = models.EmailField("e-mailadres", max_length=254, blank=True)
    member = models.ForeignKey(PoolReader, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd", default=timezone.now)
    joined_at = models.DateTimeField("leest mee", null=True, blank=True)
    name = models.CharField("naam", max_length=120, blank=True)
    may_be_named = models.BooleanField("naam mag erbij", default=False)

    class Meta:
        verbose_name = "lezer van een meeleesronde"
        verbose_name_plural = "lezers van een meeleesronde"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "email"], condition=~models.Q(email=""), name="one_reader_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"Lezer {self.pk}"

    @property
    def public_name(self) -> str:
        return self.name if self.may_be_named and self.name else "Een meelezer"


class Decision(models.TextChoices):
    NONE = "", "Nog niet besloten"
    TAKEN = "overgenomen", "Overgenomen"
    NOT_TAKEN = "niet-overgenomen", "Niet overgenomen"


class ReadingComment(models.Model):
    """What a reader says about one part of the draft, and what editors did with it."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    reader = models.ForeignKey(RoundReader, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField("deel", max_length=80)
    heading = models.CharField("kop", max_length=255)
    place = models.PositiveSmallIntegerField("plaats in het concept", default=0)
    text = models.TextField("opmerking", max_length=LONGEST_COMMENT)
    created_at = models.DateTimeField("geschreven", auto_now_add=True)
    decision = models.CharField("besluit", max_length=20, choices=Decision.choices, blank=True)
    answer = models.TextField("toelichting", max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField("besloten", null=True, blank=True)
    # Raised by every decision, so that of two editors at once the later one is told.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "opmerking van een meelezer"
        verbose_name_plural = "opmerkingen van meelezers"
        ordering = ["place", "created_at", "pk"]

    def __str__(self) -> str:
        return f"Opmerking {self.pk}"
