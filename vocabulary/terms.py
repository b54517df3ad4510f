"""What every word in a list has in common: an address that stays, and an end instead of a deletion."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.search import index

from core.http.cache.validity import NextChange, changes_at, valid_before


class TermQuerySet(models.QuerySet[Any]):
    def current(self) -> TermQuerySet:
        """The words an editor may still choose: not ended today."""
        model: type[Term] = self.model
        changes_at(_next_end(model))
        return self.filter(Term.current_now())


@cache
def _next_end(model: type[Term]) -> NextChange:
    """Asks when the next word of this list ends; the same function for the same list."""

    def next_end() -> datetime | None:
        first = model.objects.filter(ended_on__gt=timezone.localdate()).aggregate(first=models.Min("ended_on"))["first"]
        return None if first is None else timezone.make_aware(datetime.combine(first, time.min))

    return next_end


class Term(index.Indexed, models.Model):
    """Abstract: a word with a slug that stays when its label changes.

    A word is never just deleted: it is ended and may name what replaces it; pages that carry an ended word keep it,
    and an address with its slug still works.
    """

    slug = models.SlugField(
        "vast adres", max_length=80, unique=True, help_text="Verandert niet als het woord verandert."
    )
    label = models.CharField("woord", max_length=255)
    sort_order = models.PositiveIntegerField("volgorde", default=0)
    ended_on = models.DateField(
        "vervalt op", null=True, blank=True, help_text="Vanaf die dag is het woord niet meer te kiezen."
    )
    replaced_by = models.ForeignKey(
        "self", verbose_name="vervangen door", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    # Whether a list refuses a new word with a name that is there already, because each counts as one of its own.
    one_of_each_name: ClassVar[bool] = False

    objects = TermQuerySet.as_manager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.FilterField("ended_on"),
    ]

    class Meta:
        abstract = True
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return self.label

    @staticmethod
    def current_now() -> models.Q:
        """The condition under which a word may still be chosen: not ended today."""
        return models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=timezone.localdate())

    @property
    def is_ended(self) -> bool:
        if self.ended_on is None or self.ended_on <= timezone.localdate():
            return self.ended_on is not None
        valid_before(self.ended_on)
        return False

    def clean(self) -> None:
        super().clean()
        if self.replaced_by is not None and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": "Een woord kan zichzelf niet vervangen."})
        if self.replaced_by_id and not self.ended_on:
            raise ValidationError({"ended_on": "Vul in vanaf wanneer het andere woord dit woord vervangt."})
