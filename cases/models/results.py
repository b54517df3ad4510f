"""One measured indicator within a case."""

from __future__ import annotations

import logging
import uuid
from functools import cached_property
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

import evidence
from cases.choices import Arm, Contrast, Direction, Relation, direction_of
from cases.figures.evidence_adapter import measured
from cases.figures.published_figures import PublishedFigures
from cases.figures.validation import check_result
from cases.models import panels
from cases.models.forms import ResultForm
from core.sources import SourceFields
from methods.models import MethodPage

# What a link to a method says beside the method.
RELATION_FIELDS = ("relation", "arm", "to_check")

logger = logging.getLogger(__name__)


class Result(PublishedFigures, Orderable):
    """What one indicator did within a case, as published.

    The uuid is its identity: its database key changes when an editor goes back to an older revision.
    """

    page = ParentalKey("cases.CasePage", related_name="results", on_delete=models.CASCADE)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    # A measurement that was entered twice keeps the address of the row that went.
    replaces = models.UUIDField("vervangt", null=True, blank=True, editable=False, db_index=True)

    # Set by the form of a draft: what is missing may come later, what is impossible may not.
    may_be_unfinished = False

    panels = panels.RESULT_PANELS
    base_form_class = ResultForm

    class Meta(Orderable.Meta):
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.as_published}"

    @cached_property
    def measured(self) -> evidence.Result:
        """The figures as the evidence is computed with; figures that cannot be (the form refuses them) say nothing."""
        try:
            return measured(self)
        except ValueError:
            logger.warning("result %s has impossible figures and counts for nothing", self.uuid)
            better = evidence.Better.HIGHER if self.higher_is_better else evidence.Better.LOWER
            return evidence.Result("", "", evidence.Single(), better)

    @cached_property
    def effect(self) -> evidence.Effect:
        """The effect computed from the figures, after subtracting the comparison series."""
        return evidence.effect_of(self.measured)

    @cached_property
    def direction(self) -> Direction:
        """Whether it is better, as every summary counts it. A head to head is both, one for each arm."""
        if self.contrast == Contrast.VERSUS:
            return Direction.UNKNOWN
        found = evidence.result_direction(self.effect, self.measured.better)
        return direction_of(found) if found else Direction.UNKNOWN

    def clean(self) -> None:
        super().clean()
        check_result(self, unfinished=self.may_be_unfinished)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.uuid = own_uuid(self.uuid, self.page_id)
        super().save(*args, **kwargs)


def own_uuid(wanted: uuid.UUID, page_id: int) -> uuid.UUID:
    """The uuid of a result of this page: `wanted`, or one derived from it when another page has it already.

    A copied page starts with the uuids of its original, in its rows and in its copied revisions; both end up with the
    same new one, because it follows from the old one and the page.
    """
    taken = Result.objects.filter(uuid=wanted).exclude(page_id=page_id).exists()
    return uuid.uuid5(wanted, str(page_id)) if taken else wanted


class ResultMethod(Orderable):
    """What a result says about one method: what its two sides differed by. A case can use a method without any.

    Only what was tested alone counts for the method; the name `counts_for` is older and stands in stored revisions.
    `arm` is the side of a head to head that the method is; empty when it is on both or on neither.
    """

    result = ParentalKey(Result, related_name="counts_for", on_delete=models.CASCADE)
    method = models.ForeignKey(
        MethodPage, verbose_name="methode", related_name="counted_results", on_delete=models.CASCADE
    )
    relation = models.CharField("wat verschilde er tussen de twee?", max_length=10, choices=Relation.choices)
    arm = models.CharField("welke kant is deze methode?", max_length=10, choices=Arm.choices, blank=True)
    to_check = models.BooleanField("nog nakijken", default=False)

    panels = panels.METHOD_PANELS

    class Meta(Orderable.Meta):
        verbose_name = "methode van een resultaat"
        verbose_name_plural = "methoden van een resultaat"

    def __str__(self) -> str:
        return str(self.method)


class ResultSource(SourceFields, Orderable):
    """A source of a result."""

    result = ParentalKey(Result, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
