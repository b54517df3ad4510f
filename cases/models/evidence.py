"""The stored summaries and their history (written by `recompute`; read through `read` and `history`), what is stale."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from cases.choices import Cause
from evidence import DIRECTION_NAMES, Direction
from methods.models import MethodPage

DIRECTIONS = [(direction.value, DIRECTION_NAMES[direction]) for direction in Direction]


class EvidenceState(models.Model):
    """What was said of a method, or of a method and one indicator, from some day on.

    It holds levels, counts and the version of the rule, never a figure or the name of a case or an organisation: so
    nothing has to be taken out of it when a case is withdrawn. `public_id` is its permanent identity. `is_change` says
    that direction, level or `is_bundle` (see `evidence.MethodSummary`) differ from before; otherwise only counts or the
    rule do. `*_before` is empty for the first.
    """

    class Scope(models.TextChoices):
        METHOD = "method", "methode"
        INDICATOR = "indicator", "indicator"

    # Written by the site, so no place where an editor used the method.
    wagtail_reference_index_ignore = True

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    method = models.ForeignKey(
        MethodPage, verbose_name="methode", null=True, on_delete=models.SET_NULL, related_name="evidence_states"
    )
    method_number = models.PositiveIntegerField("nummer van de methode", null=True)
    scope = models.CharField("bereik", max_length=10, choices=Scope.choices)
    # No relation: history is no reason to keep a word that nothing uses any more.
    indicator_key = models.PositiveBigIntegerField("sleutel van de indicator", null=True, blank=True)
    created_at = models.DateTimeField("sinds", auto_now_add=True)
    causes = models.JSONField("oorzaken", default=list)
    is_change = models.BooleanField("richting of niveau veranderde", default=False)
    rule_version = models.PositiveSmallIntegerField("rekenregel")

    direction = models.CharField("richting", max_length=20, choices=DIRECTIONS)
    is_bundle = models.BooleanField("alleen samen met iets anders", default=False)
    level = models.PositiveSmallIntegerField("niveau")
    rung = models.PositiveSmallIntegerField("beginniveau")
    organisations = models.PositiveIntegerField("organisaties")
    compared = models.PositiveIntegerField("waarvan vergeleken")
    results = models.PositiveIntegerField("resultaten")
    better = models.PositiveIntegerField("beter")
    no_clear_change = models.PositiveIntegerField("geen duidelijke verandering")
    worse = models.PositiveIntegerField("slechter")

    direction_before = models.CharField("richting eerst", max_length=20, choices=DIRECTIONS, blank=True)
    is_bundle_before = models.BooleanField("eerst alleen samen met iets anders", default=False)
    level_before = models.PositiveSmallIntegerField("niveau eerst", null=True)
    organisations_before = models.PositiveIntegerField("organisaties eerst", null=True)

    class Meta:
        verbose_name = "stand van het bewijs"
        verbose_name_plural = "standen van het bewijs"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["is_change", "-created_at"], name="evidence_changes"),
            models.Index(fields=["method", "-created_at"], name="evidence_of_method"),
        ]

    def __str__(self) -> str:
        return f"M{self.method_number}: {self.direction} {self.level}"

    @property
    def known_causes(self) -> list[Cause]:
        return [Cause(cause) for cause in self.causes if cause in Cause.values]


class EvidenceSummary(models.Model):
    """The present summary of one method. `payload` is `stored.MethodEvidence`; the columns before it are for lists.

    `inputs` tells per result (by uuid) of which indicator it is, a digest of what counted and whether it is too old.
    `fresh_until`: the first moment at which a case it rests on ends by the clock.
    """

    wagtail_reference_index_ignore = True

    method = models.OneToOneField(MethodPage, on_delete=models.CASCADE, related_name="evidence_summary")
    direction = models.CharField(max_length=20, choices=DIRECTIONS, default=Direction.NO_RESULT.value)
    is_bundle = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    payload = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    rule_version = models.PositiveSmallIntegerField(default=0)
    computed_on = models.DateField(null=True)
    fresh_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "samenvatting van het bewijs"
        verbose_name_plural = "samenvattingen van het bewijs"

    def __str__(self) -> str:
        return f"{self.method_id}: {self.direction} {self.level}"


class StaleEvidence(models.Model):
    """A method or case of which what is computed no longer holds. The worker computes it and takes the row away.

    Until then readers compute for themselves. `token` differs each time it is marked: so a change that comes while the
    worker computes is not taken for done. `page_id` is no foreign key: a deleted page is marked too.
    """

    page_id = models.BigIntegerField(primary_key=True)
    token = models.UUIDField()
    since = models.DateTimeField("sinds", default=timezone.now)
    retry_at = models.DateTimeField("niet eerder dan", null=True)

    class Meta:
        verbose_name = "verouderd bewijs"
        verbose_name_plural = "verouderd bewijs"

    def __str__(self) -> str:
        return str(self.page_id)
