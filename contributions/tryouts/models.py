"""What is sent in about a try-out: a new one, and another organisation that joins one."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.db import models

from cases.choices import Design
from contributions.base import periods
from contributions.base.models import Contribution, State
from contributions.base.retention import forget
from contributions.tryouts.pages import TryOutPage
from core.jobs import retention
from methods.models import MethodPage
from vocabulary.models import Indicator


class TryOut(Contribution):
    """Somebody is going to try a method. Its page is `page`; who it is, is read from here."""

    # Its page shows the name, or the family.
    affects_public_pages = True
    kind: ClassVar[str] = "probeersel"

    method = models.ForeignKey(
        MethodPage, verbose_name="methode", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name="indicator", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField("wat jullie gaan doen", max_length=1000)
    start_value = models.CharField("hoe het nu is", max_length=200)
    design = models.CharField("opzet", max_length=20, choices=Design.choices, default=Design.BEFORE_AFTER)
    success = models.CharField("wanneer is het gelukt", max_length=300)
    measure_on = models.DateField("wanneer meten jullie")
    reminders = models.PositiveSmallIntegerField("herinneringen", default=0, editable=False)
    reminded_on = models.DateField("laatst herinnerd", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "probeersel van een organisatie"
        verbose_name_plural = "probeersels van organisaties"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="try_outs_by_status")]

    def title_for_sender(self) -> str:
        return f"Wij gaan dit proberen: {self.method.title}" if self.method else "Wij gaan dit proberen"

    @property
    def sender_links(self) -> list[tuple[str, str]]:
        """What the sender can do on the status page once it is placed: the words, and the path behind the address."""
        links = [("Wij zijn gestopt", "gestopt"), ("Herinner mij niet meer", "niet-herinneren")]
        return links if self.status == State.PLACED else []

    def content(self) -> list[tuple[str, str]]:
        day = f"{self.measure_on.day}-{self.measure_on.month}-{self.measure_on.year}"
        said = [
            ("Methode", self.method.title if self.method else ""),
            ("Wat jullie meten", str(self.indicator or "")),
            ("Wat jullie gaan doen", self.text),
            ("Hoe het nu is", self.start_value),
            ("Opzet", self.get_design_display()),
            ("Gelukt als", self.success),
            ("Meten op", day),
        ]
        return [(label, text) for label, text in said if text]


class Joining(Contribution):
    """Another organisation takes part in a try-out."""

    affects_public_pages = True
    kind: ClassVar[str] = "doet-mee"

    try_out = models.ForeignKey(TryOutPage, verbose_name="probeersel", on_delete=models.CASCADE, related_name="+")
    text = models.CharField("vanaf wanneer, of wat jullie anders doen", max_length=300, blank=True)

    class Meta:
        verbose_name = "organisatie die meedoet"
        verbose_name_plural = "organisaties die meedoen"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="joinings_by_status")]

    def title_for_sender(self) -> str:
        return f"Wij doen mee: {self.try_out.title}"

    def content(self) -> list[tuple[str, str]]:
        return [("Probeersel", self.try_out.title), *([("Erbij geschreven", self.text)] if self.text else [])]


_UNTIL = (
    "Je naam en e-mailadres: tot {days} dagen nadat de proef is afgelopen of je bericht kreeg dat we haar niet "
    "plaatsen. Bevestig je het niet, dan {unconfirmed} dagen. Wat op de site is geplaatst, blijft daar, zonder je "
    "naam en adres."
)
for _model, _what in (
    (TryOut, "Een proef die je vooraf vastlegt"),
    (Joining, "Dat je organisatie meedoet aan een proef"),
):
    retention.declare(
        f"contributions-{_model._meta.model_name}",
        what=_what,
        until=_UNTIL.format(days=periods.DEALING.days, unconfirmed=periods.UNCONFIRMED.days),
        forget=partial(forget, _model),
    )
