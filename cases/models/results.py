"""One measured indicator within a case."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cases.choices import Contrast, Design, Outcome, Qualifier, ReportedBy, Shape
from cases.figures.computed_change import Change, compute_change
from cases.figures.published_figures import Published
from cases.figures.validation import check_result
from cases.models import panels
from cases.models.forms import ResultForm
from core.sources import SourceFields
from methods.models import MethodPage
from vocabulary.models import Indicator

# A share, value or change: wide enough for millions with four decimals.
_NUMBER: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}
_COUNT: dict[str, Any] = {"null": True, "blank": True}


class Result(ClusterableModel, Orderable):
    """What one indicator did, in exactly the shape the source gives it.

    The uuid is its identity: its database key changes when an editor goes back to an older revision.
    """

    page = ParentalKey("cases.CasePage", related_name="results", on_delete=models.CASCADE)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    indicator = models.ForeignKey(Indicator, verbose_name="indicator", on_delete=models.PROTECT, related_name="results")
    as_published = models.CharField(
        "zoals gepubliceerd", max_length=400, help_text="De cijfers van de bron, in één zin in je eigen woorden."
    )
    contrast = models.CharField("vergelijking", max_length=20, choices=Contrast.choices)
    shape = models.CharField("wat geeft de bron?", max_length=20, choices=Shape.choices)
    qualifier = models.CharField("woord voor het cijfer", max_length=10, choices=Qualifier.choices, blank=True)

    first = models.DecimalField("voor of zonder", **_NUMBER)
    second = models.DecimalField("na of met", **_NUMBER)
    first_events = models.PositiveBigIntegerField("voor of zonder: aantal", **_COUNT)
    first_total = models.PositiveBigIntegerField("van een totaal van", **_COUNT)
    second_events = models.PositiveBigIntegerField("na of met: aantal", **_COUNT)
    second_total = models.PositiveBigIntegerField("van een totaal van", **_COUNT)
    change_points = models.DecimalField("verschil in procentpunten", **_NUMBER)
    change_relative = models.DecimalField("verandering in procent", **_NUMBER)
    change_factor = models.DecimalField("of: hoeveel keer zo veel", **_NUMBER)
    change_low = models.DecimalField("bandbreedte: van (procent)", **_NUMBER)
    change_high = models.DecimalField("bandbreedte: tot (procent)", **_NUMBER)
    outcome = models.CharField("in woorden", max_length=10, choices=Outcome.choices, blank=True)
    series = models.TextField("reeks", blank=True, help_text="Eén meting per regel, oudste eerst: ‘2014: 58’.")

    first_derived = models.BooleanField("eerste cijfer is zelf afgeleid", default=False)
    first_label = models.CharField("wat is ‘voor’ of ‘zonder’?", max_length=120, blank=True)
    second_label = models.CharField("wat is ‘na’ of ‘met’?", max_length=120, blank=True)
    first_period = models.CharField(
        "periode voor", max_length=60, blank=True, help_text="Zoals 2017, mei 2024 of mei 2024 tot juli 2024."
    )
    second_period = models.CharField("periode na", max_length=60, blank=True)
    period_text = models.CharField("periode in woorden", max_length=255, blank=True)
    period_not_published = models.BooleanField("periode niet gepubliceerd", default=False)
    totals_not_published = models.BooleanField("totalen niet gepubliceerd", default=False)
    sample = models.CharField("onderzochte groep", max_length=255, blank=True)
    note = models.CharField("toelichting", max_length=500, blank=True)

    design = models.CharField("opzet", max_length=20, choices=Design.choices, blank=True)
    reported_by = models.CharField("gemeten of gemeld door", max_length=20, choices=ReportedBy.choices, blank=True)

    comparison_label = models.CharField("trend of groep ernaast", max_length=255, blank=True)
    comparison_first = models.DecimalField("daar: voor", **_NUMBER)
    comparison_second = models.DecimalField("daar: na", **_NUMBER)
    comparison_first_total = models.PositiveBigIntegerField("daar: totaal voor", **_COUNT)
    comparison_second_total = models.PositiveBigIntegerField("daar: totaal na", **_COUNT)

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
    def change(self) -> Change:
        """Start, end, difference and direction, computed from the published numbers."""
        return compute_change(self.published)

    @property
    def published(self) -> Published:
        """The published numbers, as the pure functions want them."""
        return Published(
            shape=self.shape,
            higher_is_better=self.indicator.better == Indicator.Better.HIGHER,
            first=self.first,
            second=self.second,
            first_events=self.first_events,
            first_total=self.first_total,
            second_events=self.second_events,
            second_total=self.second_total,
            change_points=self.change_points,
            change_relative=self.change_relative,
            change_factor=self.change_factor,
            change_low=self.change_low,
            change_high=self.change_high,
            outcome=self.outcome,
            contrast=self.contrast,
            comparison_first=self.comparison_first,
            comparison_second=self.comparison_second,
            comparison_first_total=self.comparison_first_total,
            comparison_second_total=self.comparison_second_total,
        )

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
    """A method this result counts for. A case can use a method without counting for it."""

    result = ParentalKey(Result, related_name="counts_for", on_delete=models.CASCADE)
    method = models.ForeignKey(
        MethodPage, verbose_name="methode", related_name="counted_results", on_delete=models.CASCADE
    )

    panels = panels.METHOD_PANELS

    class Meta(Orderable.Meta):
        verbose_name = "telt mee voor"
        verbose_name_plural = "telt mee voor"

    def __str__(self) -> str:
        return str(self.method)


class ResultSource(SourceFields, Orderable):
    """A source of a result."""

    result = ParentalKey(Result, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
