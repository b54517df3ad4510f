"""A contribution, the person who sent it in (apart), what that person agreed to, and what was said about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from core.submissions.models import Submission
from vocabulary.confirmed_organisation import ConfirmedOrganisation
from vocabulary.models import OrganisationType


class Contributor(models.Model):
    """Who sent something in. Deleted when no consent is left; no other table holds anything of it."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    name = models.CharField("naam", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", max_length=254)
    created_at = models.DateTimeField("gemaakt", auto_now_add=True)
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)

    class Meta:
        verbose_name = "inzender"
        verbose_name_plural = "inzenders"

    def __str__(self) -> str:
        return f"Inzender {self.pk}"


class Purpose(models.TextChoices):
    """For what somebody gave an address; each has an end of its own."""

    DEALING = "behandeling", "We behandelen je inzending"
    YEAR = "over-een-jaar", "Vraag mij over een jaar hoe het gaat"
    QUESTIONS = "vragen", "Collega’s mogen mij vragen stellen"


class Consent(models.Model):
    """What somebody agreed to, in which version of the text. Without an end it lasts as long as it is open."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    contributor = models.ForeignKey(Contributor, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField("doel", max_length=20, choices=Purpose.choices)
    text_version = models.CharField("versie van de tekst", max_length=20)
    given_at = models.DateTimeField("gegeven", default=timezone.now)
    ends_at = models.DateTimeField("eindigt", null=True, blank=True, db_index=True)
    # When the letter that belongs to it (after a year, or whether it still holds) was queued.
    asked_at = models.DateTimeField("gevraagd", null=True, blank=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints = [models.UniqueConstraint(fields=["contributor", "purpose"], name="one_consent_a_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Message(models.Model):
    """Something said about a contribution: a question of an editor, or what the sender added."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    contribution = models.CharField(max_length=60, db_index=True, editable=False)
    text = models.TextField("tekst", max_length=4000)
    by_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_question = models.BooleanField("vraag van de redactie", default=False)
    created_at = models.DateTimeField("geschreven", auto_now_add=True)

    class Meta:
        verbose_name = "bericht bij een bijdrage"
        verbose_name_plural = "berichten bij een bijdrage"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Bericht {self.pk}"


class State(models.TextChoices):
    """Until it is confirmed by mail no editor sees it."""

    UNCONFIRMED = "onbevestigd", "Nog niet bevestigd"
    NEW = "open", "Nieuw"
    HANDLING = "behandeling", "In behandeling"
    WAITING = "wacht", "Wacht op inzender"
    PLACED = "geplaatst", "Geplaatst"
    REFUSED = "niet-geplaatst", "Niet geplaatst"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


OPEN_STATES = (State.NEW, State.HANDLING, State.WAITING)


class Contribution(ConfirmedOrganisation, Submission):
    """Abstract. `person` is None once deleted or when its consents have ended; the content stays as long as is said.

    `answer` holds the words that an editor gives with the state, such as why something is not placed.
    """

    # The address is the person's, in a table of its own.
    email = None  # type: ignore[assignment]
    # The word in its address, by which an operator may give it a period of its own.
    kind: ClassVar[str]
    open_states: ClassVar[tuple[str, ...]] = OPEN_STATES
    hidden_states: ClassVar[tuple[str, ...]] = (State.UNCONFIRMED,)
    holder: ClassVar[str] = "taken_by"

    status = models.CharField("stand", max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    person = models.OneToOneField(
        Contributor, verbose_name="inzender", null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)s"
    )
    family = models.ForeignKey(
        OrganisationType, verbose_name="familie", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    licence_version = models.CharField("versie van de voorwaarden", max_length=20, blank=True)
    licence_at = models.DateTimeField("akkoord op", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="behandelaar",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page = models.ForeignKey(
        Page, verbose_name="pagina", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self)._meta.verbose_name} {self.pk}".capitalize()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A person that is new is stored with what it brings, in the same transaction."""
        if self.person is not None and self.person.pk is None:
            self.person.save()
            self.person = self.person
        super().save(*args, **kwargs)

    @property
    def key(self) -> str:
        """By what secret addresses and messages know it."""
        return f"{self._meta.label_lower}:{self.pk}"

    @property
    def public_organisation(self) -> str:
        """The name that may be shown: that of the organisation once confirmed, else the word of its family."""
        if self.may_be_named:
            return str(self.organisation)
        family = self.organisation.family if self.organisation else self.family
        return anonymous(family)

    def was_placed(self) -> None:
        """Its page is public from now on; a room may have more to do, in the transaction of that."""

    @classmethod
    def take(cls, keys: Collection[int], user: Any) -> int:
        rows = cls._default_manager.filter(pk__in=keys, status__in=cls.open_states)
        return rows.update(status=State.HANDLING, taken_by=user)

    def title_for_sender(self) -> str:
        """What it is about, in letters and on the status page; a room says more. Nothing personal."""
        return str(self._meta.verbose_name)

    def content(self) -> list[tuple[str, str]]:
        """What was sent in, as label and text, for the sender and for editors."""
        return []

    def look_alikes(self) -> list[tuple[str, str]]:
        """Others that may be about the same, as words and the address an editor opens; for editors."""
        return []


def anonymous(family: OrganisationType | None) -> str:
    """‘een gemeente’."""
    return f"een {family.label.lower()}" if family else "een overheidsorganisatie"


def find(key: str) -> Contribution | None:
    """The contribution with this key; None when it is gone. One query."""
    label, _, pk = key.partition(":")
    rows: Any = apps.get_model(label)._default_manager
    found: Contribution | None = rows.select_related("person", "organisation__family", "family").filter(pk=pk).first()
    return found
