"""What a reader sent in and editors deal with: a report of a fault, a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.jobs import retention

# An address is deleted once it is dealt with, and anyhow after this.
ADDRESS_KEPT = timedelta(days=90)
# What was dealt with is deleted after this, and what was not after this.
HANDLED_KEPT = timedelta(days=365)
OPEN_KEPT = timedelta(days=2 * 365)
# Fields that no reader types, or that ask for the address itself.
_NOT_TYPED = frozenset({"answer", "email", "licence_version", "name_note"})
# What is open for longer stands in red in the inbox.
OVERDUE = timedelta(days=14)


class Submission(models.Model):
    """Abstract. `email` is only to answer to: `core.submissions.admin.SubmissionForm` empties it once it is dealt with.

    `__str__` must say no word of the reader, because the log of the admin keeps it for ever.
    """

    affects_public_pages = False
    # Whether editors deal with it; else it is not in their inbox and they get no letter.
    is_for_editors: ClassVar[bool] = True

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "beantwoord", "Beantwoord"
        CLOSED = "gesloten", "Gesloten"

    wagtail_reference_index_ignore = True

    # In which states it waits for editors, and in which none of them sees it; who has it.
    open_states: ClassVar[tuple[str, ...]] = (Status.OPEN,)
    hidden_states: ClassVar[tuple[str, ...]] = ()
    holder: ClassVar[str] = "handled_by"
    # In which states an editor must have written something.
    wants_answer: ClassVar[tuple[str, ...]] = (Status.ANSWERED,)

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

    @property
    def is_open(self) -> bool:
        return self.status in self.open_states

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.created_at <= timezone.now() - OVERDUE

    @property
    def days_open(self) -> int:
        """How many days it waited, until it was dealt with or now."""
        return ((self.handled_at or timezone.now()) - self.created_at).days

    @property
    def typed_words(self) -> str:
        """All that was typed in it, without an address that was asked for and words of editors. No query."""
        words = (field for field in self._meta.fields if isinstance(field, models.CharField | models.TextField))
        typed = (field.name for field in words if field.editable and not field.choices)
        return "\n".join(str(getattr(self, name)) for name in typed if name not in _NOT_TYPED)

    @classmethod
    def look_alikes_of(cls, rows: Collection[Any]) -> Mapping[int, int]:
        """How many others each of these rows looks like, by key; at most one query."""
        return {}

    @classmethod
    def take(cls, keys: Collection[int], user: Any) -> int:
        """Give open rows to this editor; how many. A kind that knows no holder before the end does nothing."""
        return 0


def declare_retention(model: type[Submission], name: str, what: str) -> None:
    """Have rows of this model forgotten in time; `what` they are in Dutch, for readers."""
    until = (
        f"Je e-mailadres tot we je hebben geantwoord, en hooguit {ADDRESS_KEPT.days} dagen. "
        f"De rest tot {HANDLED_KEPT.days // 365} jaar na de afhandeling. "
        f"Wat niet is afgehandeld, hooguit {OPEN_KEPT.days // 365} jaar."
    )
    retention.declare(name, what=what, until=until, forget=partial(forget_handled, model))


@transaction.atomic
def forget_handled(model: type[Submission]) -> int:
    """Delete what must not be kept, also what the log of the admin says of it; how many rows and addresses."""
    now, rows = timezone.now(), model._default_manager
    is_open = models.Q(status=Submission.Status.OPEN)
    old = (is_open & models.Q(created_at__lte=now - OPEN_KEPT)) | (
        ~is_open & models.Q(handled_at__lte=now - HANDLED_KEPT)
    )
    keys = list(rows.filter(old).values_list("pk", flat=True))
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    log.filter(object_id__in=[str(key) for key in keys]).delete()
    deleted, _ = rows.filter(pk__in=keys).delete()
    with_address = rows.exclude(email="").filter(~is_open | models.Q(created_at__lte=now - ADDRESS_KEPT))
    emptied = with_address.update(email="", content_digest=None)
    return deleted + emptied
