"""The page of a try-out. What was registered beforehand is kept as it was, whoever saves the page and however."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, PublishingPanel
from wagtail.models import Orderable

from cases.choices import Design
from cases.models import CasePage
from core.admin.page_form import PageForm
from core.pages import BasePage, tabs, title_panel
from methods.models import MethodPage
from vocabulary.models import Indicator, OrganisationType

# Registered beforehand: from the first day it is public these stay.
REGISTERED = ("method", "indicator", "what", "start_value", "design", "success", "measure_on")
FIXED = "Dit stond vooraf vast en kan niet meer veranderen. Schrijf wat anders ging bij ‘Aanvullingen’."
_FIXED_ROW = "Een aanvulling die op de site staat, blijft staan. Voeg een nieuwe toe."
# After the planned date of measuring; then nothing more was heard.
SILENT_AFTER = timedelta(days=183)


class TryOutState(models.TextChoices):
    RUNNING = "loopt", "Loopt nu"
    MEASURED = "gemeten", "Gemeten"
    STOPPED = "gestopt", "Gestopt"
    SILENT = "stil", "Niets meer gehoord"


class Event(NamedTuple):
    """A line of the history."""

    day: date
    text: str


class TryOutForm(PageForm):
    """What was registered can be read and not changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.registered_on:
            for name in REGISTERED:
                if name in self.fields:
                    self.fields[name].disabled = True


class TryOutPage(BasePage):
    """A method that somebody tries now. Who that is, stands with what was sent in, so no name is kept here."""

    template = "pages/try_out.html"
    read_with = ("method", "indicator", "case")

    method = models.ForeignKey(
        MethodPage, verbose_name="methode", null=True, on_delete=models.SET_NULL, related_name="try_outs"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name="indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        OrganisationType, verbose_name="familie", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what = models.TextField("wat gaan ze doen", max_length=1000)
    start_value = models.CharField("startwaarde", max_length=200, help_text="Wat er nu gemeten is, met de periode.")
    design = models.CharField("opzet", max_length=20, choices=Design.choices, default=Design.BEFORE_AFTER)
    success = models.CharField("wanneer is het gelukt", max_length=300)
    measure_on = models.DateField("gepland meetmoment", null=True)
    registered_on = models.DateField("vastgelegd op", null=True, blank=True, editable=False)
    state = models.CharField("stand", max_length=10, choices=TryOutState.choices, default=TryOutState.RUNNING)
    reason = models.CharField("gestopt, want", max_length=300, blank=True)
    ended_on = models.DateField("geëindigd op", null=True, blank=True)
    case = models.ForeignKey(
        CasePage, verbose_name="praktijkvoorbeeld", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    base_form_class = TryOutForm
    edit_handler = tabs(
        Wat=[
            HelpPanel("Noem in de titel geen organisatie: de naam komt erbij zodra die bevestigd is."),
            title_panel("Zoals ‘Proef met bellen vlak voor de afspraak’."),
            FieldPanel("method"),
            FieldRowPanel([FieldPanel("indicator"), FieldPanel("family")]),
            FieldPanel("what"),
            FieldPanel("start_value"),
            FieldPanel("design"),
            FieldPanel("success", help_text="Vooraf gezegd, met een getal."),
            FieldPanel("measure_on"),
        ],
        Daarna=[
            InlinePanel("additions", heading="Aanvullingen", label="Aanvulling"),
            FieldPanel("state"),
            FieldPanel("reason", help_text="Alleen bij ‘Gestopt’. Maak de zin af."),
            FieldPanel("case", help_text="Wat eruit kwam. Dan is de stand ‘Gemeten’."),
            FieldPanel("ended_on", help_text="Leeg: vandaag, zodra de proef niet meer loopt."),
        ],
        Beheer=[*BasePage.promote_panels, PublishingPanel()],
    )

    class Meta:
        verbose_name = "probeersel"
        verbose_name_plural = "probeersels"

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """:raises ValidationError: when what was registered would change, also past the form."""
        written = kwargs.get("update_fields")
        if wrong := self._changed(REGISTERED if written is None else [each for each in REGISTERED if each in written]):
            raise ValidationError(wrong)
        if self.live and self.first_published_at and self.registered_on is None:
            self.registered_on = timezone.localdate(self.first_published_at)
            if written is not None:
                kwargs["update_fields"] = [*written, "registered_on"]
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.case is not None:
            self.state = TryOutState.MEASURED
        if self.state != TryOutState.RUNNING and self.ended_on is None:
            self.ended_on = timezone.localdate()
        wrong = self._changed(REGISTERED)
        if self.state == TryOutState.STOPPED and not self.reason.strip():
            wrong["reason"] = "Schrijf op waarom ze stopten."
        if self.state == TryOutState.MEASURED and self.case is None:
            wrong["case"] = "Kies het praktijkvoorbeeld dat eruit kwam."
        if wrong:
            raise ValidationError(wrong)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """An older revision does not bring back another registration."""
        page = super().with_content_json(content)
        page.registered_on = self.registered_on
        if self.registered_on:
            for name in REGISTERED:
                field = self._meta.get_field(name)
                setattr(page, field.attname, getattr(self, field.attname))  # type: ignore[union-attr]
        return page

    @property
    def description(self) -> str:
        return self.search_description or f"{self.get_state_display()}. {self.what}"[:300]

    @property
    def gist(self) -> str:
        """What a card says."""
        day = self.measure_on
        until = f"{day.day}-{day.month}-{day.year}" if day else ""
        ending = {
            TryOutState.RUNNING: f"Loopt nu, meten op {until}.",
            TryOutState.STOPPED: f"Gestopt, want {self.reason}.",
            TryOutState.SILENT: "We hoorden niet meer hoe het ging.",
            TryOutState.MEASURED: "Gemeten: er is een praktijkvoorbeeld.",
        }
        return f"{ending[TryOutState(self.state)]} Gelukt als: {self.success}".replace("..", ".")

    @property
    def is_running(self) -> bool:
        return self.state == TryOutState.RUNNING

    def end(self, state: str, case: CasePage | None = None) -> None:
        """Show that it ended and how. A draft of an editor stays a draft; nothing when it was measured or taken down."""
        if self.state == TryOutState.MEASURED or not self.live:
            return
        self.state, self.case, self.ended_on = state, case, timezone.localdate()
        if self.has_unpublished_changes:
            self.save(update_fields=["state", "case", "ended_on"])
        else:
            self.save_revision(clean=False, changed=False).publish()

    def _changed(self, names: Iterable[str]) -> dict[str, str]:
        """The registered fields and rows that differ from what is public. Two queries once it is public."""
        if not self.pk:
            return {}
        former = TryOutPage.objects.filter(pk=self.pk, registered_on__isnull=False).first()
        if former is None:
            return {}
        fields = [self._meta.get_field(name) for name in names]
        gone = former.method_id and not MethodPage.objects.filter(pk=former.method_id).exists()
        wrong = {
            each.name: FIXED
            for each in fields
            if getattr(self, each.attname) != getattr(former, each.attname)  # type: ignore[union-attr]
            and not (gone and each.name == "method")
        }
        own = {each.pk: each.text for each in self.additions.all()}
        public = TryOutAddition.objects.filter(page_id=self.pk).values_list("pk", "text")
        if any(own.get(pk) != text for pk, text in public):
            wrong["additions"] = _FIXED_ROW
        return wrong


class TryOutAddition(Orderable):
    """Something that was added after the registration."""

    page = ParentalKey(TryOutPage, related_name="additions", on_delete=models.CASCADE)
    day = models.DateField("op", default=timezone.localdate)
    text = models.CharField("aanvulling", max_length=500)

    panels = [FieldPanel("day"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "aanvulling"
        verbose_name_plural = "aanvullingen"

    def __str__(self) -> str:
        return f"Aanvulling {self.pk}"
