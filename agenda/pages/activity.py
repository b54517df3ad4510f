"""Something that a family or an organisation plans, does or did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from agenda.choices import State
from agenda.pages import panels
from agenda.pages.ambition import AmbitionPage
from cases.models import CasePage
from core.pages import BasePage
from core.sources import SourceFields
from core.text import rich_text
from core.text.periods import Period, PeriodError, parse_period
from methods.models import MethodPage
from vocabulary.models import Organisation, OrganisationType


def read_period(text: str) -> Period | None:
    """The days of a year, quarter, month or day; None for an empty text or one that cannot be read."""
    try:
        return parse_period(text) if text.strip() else None
    except PeriodError:
        return None


def check_period(text: str) -> None:
    """:raises ValidationError: when this is no year, quarter, month or day."""
    try:
        parse_period(text)
    except PeriodError as error:
        message = "Schrijf dit als 2027, 2027-K1, mei 2027 of 14 mei 2027."
        raise ValidationError(message) from error


class ActivityPage(BasePage):
    """An activity of the agenda. `first_day` to `state_known` follow from the periods and states; nobody types them."""

    read_with = ("organisation",)
    template = "agenda/activity.html"

    goal = models.CharField("doel", max_length=300, help_text="Wat moet dit opleveren? Eén zin.")
    families = ParentalManyToManyField(OrganisationType, verbose_name="families", related_name="activities")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="eigenaar",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        help_text="Leeg als de bron geen eigenaar noemt.",
    )
    owner_note = models.CharField(
        "wie nog meer, volgens de bron", max_length=160, blank=True, help_text="Wie niet in de lijst staat."
    )
    begins = models.CharField("van", max_length=30, blank=True, validators=[check_period])
    ends = models.CharField("tot en met", max_length=30, blank=True, validators=[check_period])
    period_note = models.CharField("periode, zoals de bron die noemt", max_length=200, blank=True)
    result = RichTextField("resultaat", features=rich_text.TEXT, blank=True)
    elaborates = models.ForeignKey(
        "self", verbose_name="werkt uit", null=True, blank=True, on_delete=models.SET_NULL, related_name="elaborated_by"
    )

    first_day = models.DateField(null=True, editable=False, db_index=True)
    last_day = models.DateField(null=True, editable=False)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.UNKNOWN, editable=False)
    state_on = models.DateField(null=True, editable=False)
    state_known = models.CharField(max_length=30, editable=False, default="", blank=True)

    edit_handler = panels.activity_edit_handler()

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        indexes = [models.Index(fields=["state"], name="activity_by_state")]

    @property
    def description(self) -> str:
        return self.search_description or self.goal

    def clean(self) -> None:
        super().clean()
        begin, end = read_period(self.begins), read_period(self.ends)
        if begin and end and end.end < begin.start:
            raise ValidationError({"ends": "De activiteit eindigt voordat ze begint."})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Whatever a draft says of them, days and state follow from its rows."""
        self.derive()
        return super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out the days and the state of now."""
        begin, end = read_period(self.begins), read_period(self.ends)
        self.first_day = begin.start if begin else None
        self.last_day = end.end if end else None
        newest = max(self.states.all(), key=ActivityState.place, default=None)
        self.state = newest.state if newest else State.UNKNOWN
        self.state_on = newest.day if newest else None
        self.state_known = newest.known_on if newest else ""


class ActivityState(SourceFields, Orderable):
    """What was known at a moment. Rows are added, not changed: together they are the history."""

    page = ParentalKey(ActivityPage, related_name="states", on_delete=models.CASCADE)
    state = models.CharField("stand", max_length=10, choices=State.choices)
    known_on = models.CharField(
        "bekend op",
        max_length=30,
        blank=True,
        validators=[check_period],
        help_text="Leeg als de bron geen datum geeft.",
    )
    says = models.CharField("wat de bron zegt", max_length=300, blank=True)
    recorded_on = models.DateField("genoteerd op", default=timezone.localdate)

    panels = panels.STATE_PANELS

    class Meta(Orderable.Meta):
        verbose_name = "stand"
        verbose_name_plural = "standen"

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.known_on or 'zonder datum'})"

    @property
    def day(self) -> date | None:
        """The last day of the moment at which it was known, which is not after it was noted."""
        period = read_period(self.known_on)
        return min(period.end, self.recorded_on or period.end) if period else None

    def place(self) -> tuple[date, date, int]:
        """What orders the history; a state without a moment is older than any with one."""
        return self.day or date.min, self.recorded_on or date.min, self.sort_order or 0


class ActivityOrganisation(Orderable):
    page = ParentalKey(ActivityPage, related_name="others", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", related_name="+", on_delete=models.PROTECT
    )

    panels = ["organisation"]

    class Meta(Orderable.Meta):
        verbose_name = "betrokken organisatie"
        verbose_name_plural = "betrokken organisaties"

    def __str__(self) -> str:
        return str(self.organisation)


class ActivityAmbition(Orderable):
    page = ParentalKey(ActivityPage, related_name="ambition_rows", on_delete=models.CASCADE)
    ambition = models.ForeignKey(
        AmbitionPage, verbose_name="ambitie", related_name="activity_rows", on_delete=models.CASCADE
    )

    panels = ["ambition"]

    class Meta(Orderable.Meta):
        verbose_name = "ambitie van een activiteit"
        verbose_name_plural = "ambities van een activiteit"

    def __str__(self) -> str:
        return str(self.ambition)


class ActivityMethod(Orderable):
    page = ParentalKey(ActivityPage, related_name="method_rows", on_delete=models.CASCADE)
    method = models.ForeignKey(MethodPage, verbose_name="methode", related_name="+", on_delete=models.CASCADE)

    panels = ["method"]

    class Meta(Orderable.Meta):
        verbose_name = "methode bij een activiteit"
        verbose_name_plural = "methoden bij een activiteit"

    def __str__(self) -> str:
        return str(self.method)


class ActivityCase(Orderable):
    page = ParentalKey(ActivityPage, related_name="case_rows", on_delete=models.CASCADE)
    case = models.ForeignKey(CasePage, verbose_name="praktijkvoorbeeld", related_name="+", on_delete=models.CASCADE)

    panels = ["case"]

    class Meta(Orderable.Meta):
        verbose_name = "praktijkvoorbeeld bij een activiteit"
        verbose_name_plural = "praktijkvoorbeelden bij een activiteit"

    def __str__(self) -> str:
        return str(self.case)


class ActivitySource(SourceFields, Orderable):
    page = ParentalKey(ActivityPage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
