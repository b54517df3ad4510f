"""A meeting: when, where, for whom, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from core.http.cache.validity import valid_until
from core.pages import BasePage, tabs, title_panel
from core.sources import SourceFields
from core.text import rich_text
from news.pages.bearing import WORDS, BearingPage, MethodRow


class MeetingKind(models.TextChoices):
    CONFERENCE = "conferentie", "Conferentie"
    CONGRESS = "congres", "Congres"
    DAY = "dag", "Dag"
    ROUND_TABLE = "ronde-tafel", "Ronde tafel"
    WORK_SESSION = "werksessie", "Werksessie"
    WEBINAR = "webinar", "Online sessie"


class MeetingState(models.TextChoices):
    """What an editor says; that a meeting was held follows from the clock (`MeetingPage.state_now`)."""

    PLANNED = "gepland", "Gepland"
    FULL = "vol", "Vol"
    CHANGED = "gewijzigd", "Gewijzigd"
    CANCELLED = "afgelast", "Afgelast"


HELD = "geweest"
STATES = dict(MeetingState.choices) | {HELD: "Geweest"}


class MeetingPage(BearingPage):
    """Times are those of the Netherlands. `join_url` is told only to who signed up."""

    template = "news/meeting.html"

    kind = models.CharField("soort", max_length=20, choices=MeetingKind.choices)
    begin = models.DateTimeField("begin", default=timezone.now, help_text="Nederlandse tijd.")
    end = models.DateTimeField("einde", default=timezone.now)
    only_days = models.BooleanField("alleen de dag is bekend", default=False)
    is_online = models.BooleanField("online te volgen", default=False)
    place = models.CharField("plaats", max_length=255, blank=True)
    audience = models.CharField("voor wie", max_length=255, blank=True)
    organiser = models.CharField("organisator", max_length=255, blank=True)
    organiser_url = models.URLField("adres van de organisator", max_length=500, blank=True)
    programme = RichTextField("programma", features=rich_text.TEXT, blank=True)
    state = models.CharField("stand", max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED)
    change_note = models.CharField("wat er veranderde", max_length=255, blank=True)
    report = RichTextField("verslag", features=rich_text.TEXT, blank=True)
    report_url = models.URLField("adres van het verslag", max_length=500, blank=True)
    takes_sign_ups = models.BooleanField("aanmelden via deze site", default=False)
    places = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    join_url = models.URLField(
        "adres om online mee te doen",
        max_length=500,
        blank=True,
        help_text="Staat alleen in de mail aan wie een plek heeft.",
    )

    edit_handler = tabs(
        Wat=[
            title_panel(),
            FieldPanel("gist"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
            FieldPanel("programme"),
            FieldRowPanel([FieldPanel("organiser"), FieldPanel("organiser_url")]),
            InlinePanel("sources", heading="Bronnen", label="Bron"),
        ],
        Waar_en_wanneer=[
            FieldRowPanel([FieldPanel("begin"), FieldPanel("end")]),
            FieldPanel("only_days"),
            FieldRowPanel([FieldPanel("place"), FieldPanel("is_online")]),
            FieldRowPanel([FieldPanel("state"), FieldPanel("change_note")]),
            MultiFieldPanel(
                [FieldPanel("takes_sign_ups"), FieldPanel("places"), FieldPanel("join_url")], heading="Aanmelden"
            ),
        ],
        Waarover=[*WORDS, InlinePanel("methods", heading="Besproken methoden", label="Methode")],
        Verslag=[FieldPanel("report"), FieldPanel("report_url")],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"

    def clean(self) -> None:
        super().clean()
        if self.begin and self.end and self.end < self.begin:
            raise ValidationError({"end": "Het einde ligt voor het begin."})
        if self.takes_sign_ups and not self.places:
            raise ValidationError({"places": "Hoeveel plaatsen zijn er? Zonder aantal kan niemand zich aanmelden."})

    @property
    def is_cancelled(self) -> bool:
        return bool(self.state == MeetingState.CANCELLED)

    @property
    def closes_at(self) -> datetime:
        """When it counts as held: at its end, or at midnight after its last day."""
        if not self.only_days:
            return self.end
        return timezone.localtime(self.end).replace(hour=0, minute=0, second=0) + timedelta(days=1)

    @property
    def state_now(self) -> str:
        """One of `STATES`. A page that shows it is right until the meeting is over."""
        if self.is_cancelled:
            return self.state
        if self.closes_at <= timezone.now():
            return HELD
        valid_until(self.closes_at)
        return MeetingState.FULL if self.is_full else self.state

    @property
    def is_full(self) -> bool:
        """True when every place of a meeting of our own is taken. One query."""
        taken = getattr(self, "register", None) if self.takes_sign_ups else None
        return bool(taken and taken.taken >= (self.places or 0))

    @property
    def state_label(self) -> str:
        return STATES[self.state_now]

    @property
    def is_open(self) -> bool:
        """Whether somebody may sign up, for a place or for the waiting list: until it begins."""
        if not self.takes_sign_ups or self.is_cancelled or self.begin <= timezone.now():
            return False
        valid_until(self.begin)
        return True

    @property
    def is_one_day(self) -> bool:
        return timezone.localtime(self.begin).date() == timezone.localtime(self.end).date()

    @property
    def utc_offset(self) -> str:
        """`zomertijd, UTC+2`, for whoever is elsewhere."""
        hours = int((timezone.localtime(self.begin).utcoffset() or timedelta()).total_seconds() // 3600)
        return f"{'zomertijd' if hours == 2 else 'wintertijd'}, UTC+{hours}"


class MeetingMethod(MethodRow):
    page = ParentalKey(MeetingPage, related_name="methods", on_delete=models.CASCADE)


class MeetingSource(SourceFields, Orderable):
    page = ParentalKey(MeetingPage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
