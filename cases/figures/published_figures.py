"""What the source of one result gives. Each figure is declared here once: form, checks and files follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from modelcluster.models import ClusterableModel

from cases.choices import Contrast, Design, Outcome, Qualifier, ReportedBy, Shape
from vocabulary.models import Indicator

_HUNDRED = Decimal(100)
# A share, value or change: wide enough for millions with four decimals.
_NUMBER: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}
_COUNT: dict[str, Any] = {"null": True, "blank": True}

F = TypeVar("F", bound="models.Field[Any, Any]")


def figure(field: F, row: str, *, needed_by: Sequence[Shape] = (), beside: Sequence[Shape] = ()) -> F:
    """Declare a field as a figure.

    `row` names the row of the form it stands in. The shapes it is `needed_by` must have it, those it may stand `beside`
    may, any other must not. A figure of no shape belongs to the trend or group beside the result.
    """
    vars(field).update(row=row, needed_by=needed_by, beside=beside)
    return field


class PublishedFigures(ClusterableModel):
    """Abstract: what one indicator did, in exactly the shape the source gives it; what it does not give is empty.

    `first` and `second` are shares in percent (0-100) for `share`, plain values for `value`, `single` and `series`.
    `change_*` are signed: points, or percent for the relative ones; `change_factor` 2 means twice as much.
    """

    indicator = models.ForeignKey(Indicator, verbose_name="indicator", on_delete=models.PROTECT, related_name="results")
    as_published = models.CharField(
        "zoals gepubliceerd", max_length=400, help_text="De cijfers van de bron, in één zin in je eigen woorden."
    )
    contrast = models.CharField("vergelijking", max_length=20, choices=Contrast.choices)
    shape = models.CharField("wat geeft de bron?", max_length=20, choices=Shape.choices)
    qualifier = models.CharField("woord voor het cijfer", max_length=10, choices=Qualifier.choices, blank=True)

    first = figure(
        models.DecimalField("voor of zonder", **_NUMBER),
        "sides",
        needed_by=(Shape.SHARE, Shape.VALUE),
        beside=(Shape.COUNTS, Shape.SERIES),
    )
    second = figure(
        models.DecimalField("na of met", **_NUMBER),
        "sides",
        needed_by=(Shape.SHARE, Shape.VALUE, Shape.SINGLE),
        beside=(Shape.COUNTS, Shape.SERIES),
    )
    first_events = figure(
        models.PositiveBigIntegerField("voor of zonder: aantal", **_COUNT), "first counts", needed_by=(Shape.COUNTS,)
    )
    first_total = figure(
        models.PositiveBigIntegerField("van een totaal van", **_COUNT), "first counts", needed_by=(Shape.COUNTS,)
    )
    second_events = figure(
        models.PositiveBigIntegerField("na of met: aantal", **_COUNT), "second counts", needed_by=(Shape.COUNTS,)
    )
    second_total = figure(
        models.PositiveBigIntegerField("van een totaal van", **_COUNT),
        "second counts",
        needed_by=(Shape.COUNTS,),
        beside=(Shape.SINGLE,),
    )
    change_points = figure(
        models.DecimalField("verschil in procentpunten", **_NUMBER), "change", needed_by=(Shape.POINTS,)
    )
    change_relative = figure(
        models.DecimalField("verandering in procent", **_NUMBER), "change", beside=(Shape.RELATIVE,)
    )
    change_factor = figure(
        models.DecimalField("of: hoeveel keer zo veel", **_NUMBER), "change", beside=(Shape.RELATIVE,)
    )
    change_low = figure(models.DecimalField("bandbreedte: van (procent)", **_NUMBER), "range", needed_by=(Shape.RANGE,))
    change_high = figure(
        models.DecimalField("bandbreedte: tot (procent)", **_NUMBER), "range", needed_by=(Shape.RANGE,)
    )
    outcome = figure(
        models.CharField("in woorden", max_length=10, choices=Outcome.choices, blank=True),
        "range",
        needed_by=(Shape.TEXT,),
    )
    series = figure(
        models.TextField("reeks", blank=True, help_text="Eén meting per regel, oudste eerst: ‘2014: 58’."),
        "series",
        needed_by=(Shape.SERIES,),
    )

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
    comparison_first = figure(models.DecimalField("daar: voor", **_NUMBER), "first there")
    comparison_second = figure(models.DecimalField("daar: na", **_NUMBER), "second there")
    comparison_first_total = figure(models.PositiveBigIntegerField("daar: totaal voor", **_COUNT), "first there")
    comparison_second_total = figure(models.PositiveBigIntegerField("daar: totaal na", **_COUNT), "second there")

    class Meta:
        abstract = True

    @property
    def higher_is_better(self) -> bool:
        return bool(self.indicator.better == Indicator.Better.HIGHER)

    @property
    def is_share(self) -> bool:
        """Both sides are shares of a whole, in percent."""
        return self.shape in (Shape.COUNTS, Shape.SHARE)

    @property
    def sides(self) -> tuple[Decimal | None, Decimal | None]:
        """Start and end: as published, or the shares (in percent, unrounded) that published counts give."""
        if self.shape == Shape.COUNTS:
            return _share(self.first_events, self.first_total), _share(self.second_events, self.second_total)
        # A row that was never saved may hold whole numbers.
        return _as_decimal(self.first), _as_decimal(self.second)

    @property
    def points(self) -> Decimal | None:
        """The change in percentage points; None where it does not follow: a relative change is never turned into it."""
        first, second = self.sides
        if self.is_share and first is not None and second is not None:
            return second - first
        return self.change_points

    @property
    def relative(self) -> Decimal | None:
        """The change in percent; None where it does not follow: points, or a start of 0."""
        first, second = self.sides
        if first and second is not None:
            return (second - first) * _HUNDRED / first
        if self.change_factor is not None:
            return (self.change_factor - 1) * _HUNDRED
        return self.change_relative


def _as_decimal(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _share(events: int | None, total: int | None) -> Decimal | None:
    """A share in percent; None when a number is missing or the total is 0."""
    if events is None or not total:
        return None
    return Decimal(events) * _HUNDRED / Decimal(total)


_FIELDS = PublishedFigures._meta.local_fields
_FIGURES: list[Any] = [field for field in _FIELDS if hasattr(field, "row")]
# Everything a source gives but the indicator, which is a word of a list: as it stands in a content file.
PUBLISHED_FIELDS = [field for field in _FIELDS if not field.is_relation]
# By name, in the order of the form: the figures that have a shape, and those of the trend or group beside it.
FIGURES = [field.name for field in _FIGURES if field.needed_by or field.beside]
COMPARISON_FIGURES = [field.name for field in _FIGURES if field.name not in FIGURES]
NEEDED = {shape: [field.name for field in _FIGURES if shape in field.needed_by] for shape in Shape}
ALLOWED = {shape: [*NEEDED[shape], *(field.name for field in _FIGURES if shape in field.beside)] for shape in Shape}


def form_rows(names: Sequence[str]) -> list[list[str]]:
    """These figures by the rows of the form."""
    rows: dict[str, list[str]] = {}
    for field in _FIGURES:
        if field.name in names:
            rows.setdefault(field.row, []).append(field.name)
    return list(rows.values())
