"""Versions of the agenda of a family: what stood on it when editors kept it, who adopted it, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from agenda.filters import chosen_activities
from agenda.rows import public_activities, rows_of
from core.published.reading import ReadAlong
from core.visibility import public_ids
from vocabulary.models import OrganisationType
from vocabulary.panels import WordsPanel

# What of an activity a version keeps, with what a reader calls it.
KEPT = {"title": "titel", "owner": "eigenaar", "period": "periode", "state": "stand", "goal": "doel"}


class AgendaVersion(ReadAlong):
    """The public agenda of a family as it was. Without `adopted_by` it is a concept, which readers can read along."""

    reading_noun = "agenda"

    family = models.ForeignKey(
        OrganisationType, verbose_name="familie", on_delete=models.PROTECT, related_name="agenda_versions"
    )
    number = models.PositiveIntegerField("versie", editable=False)
    adopted_by = models.CharField("vastgesteld door", max_length=160, blank=True, help_text="Leeg: een concept.")
    adopted_on = models.DateField("vastgesteld op", null=True, blank=True)
    source_title = models.CharField("bron van het besluit", max_length=255, blank=True)
    source_url = models.URLField("adres van de bron", max_length=500, blank=True)
    made_at = models.DateTimeField("bewaard op", auto_now_add=True)
    rows = models.JSONField(default=list, editable=False)

    panels = [
        WordsPanel("family"),
        FieldRowPanel([FieldPanel("adopted_by"), FieldPanel("adopted_on")]),
        FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_url")]),
    ]

    class Meta(ReadAlong.Meta):
        abstract = False
        verbose_name = "versie van een agenda"
        verbose_name_plural = "versies van agenda's"
        ordering = ["family", "-number"]
        constraints = [models.UniqueConstraint(fields=["family", "number"], name="agenda_version_once")]

    def __str__(self) -> str:
        return f"{self.family.plural}, versie {self.number}"

    @property
    def title(self) -> str:
        return f"versie {self.number} van de agenda van {self.family.plural.lower()}"

    @property
    def edit_url(self) -> str:
        return reverse("agendaversies:edit", args=[self.pk])

    def draft_content(self) -> dict[str, Any]:
        return {"title": self.draft_title, "rows": self.rows}

    def draw_draft(self, content: dict[str, Any], request: HttpRequest) -> str:
        """Only activities that anyone may read now, those that began last on top as on the agenda. One query."""
        found = public_activities().filter(pk__in=[row["page"] for row in content["rows"]])
        addresses = {page.pk: page.get_url() for page in found}
        rows = [(row, addresses[row["page"]]) for row in reversed(content["rows"]) if row["page"] in addresses]
        above = [("Agenda", reverse("agenda")), (self.family.plural, reverse("family_agenda", args=[self.family.slug]))]
        count, day = len(rows), date_format(timezone.localtime(self.made_at), "j F Y")
        of = f"{count} activiteit{'' if count == 1 else 'en'} van {self.family.plural.lower()}"
        introduction = f"{of}, zoals op de agenda van {day}. Hier kun je iets over het geheel zeggen."
        context = {"title": content["title"], "introduction": introduction, "rows": rows, "above": above}
        return render_to_string("agenda/concept.html", context, request)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new version gets the next number and the agenda of now; both stay."""
        if self._state.adding:
            last = AgendaVersion.objects.filter(family=self.family).aggregate(last=Max("number"))["last"]
            self.number, self.rows = (last or 0) + 1, snapshot(self.family)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.pk and AgendaVersion.objects.filter(pk=self.pk).exclude(family=self.family_id).exists():
            raise ValidationError({"family": "Een versie blijft van haar familie. Bewaar voor een andere een nieuwe."})
        if bool(self.adopted_by) != bool(self.adopted_on):
            empty = "adopted_on" if self.adopted_by else "adopted_by"
            raise ValidationError({empty: "Vul allebei in: wie de agenda vaststelde, en wanneer."})
        if self.adopted_by and not self.source_title:
            raise ValidationError({"source_title": "Noem de bron van het besluit."})


class Difference(NamedTuple):
    """`what` is nieuw, weg or anders; `changes` are what changed, with before and after."""

    what: str
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()


def snapshot(family: OrganisationType) -> list[dict[str, Any]]:
    """The public agenda of a family now. Two queries."""
    return [
        {
            "page": row.page.pk,
            "title": row.page.title,
            "owner": row.owner,
            "period": row.period,
            "state": row.state.label,
            "goal": row.page.goal,
        }
        for row in rows_of(chosen_activities({}, family))
    ]


def differences(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> list[Difference]:
    """What joined, left and changed. Of an activity that is not public now no word is shown. One query."""
    old, new = ({row["page"]: row for row in rows} for rows in (before, after))
    public = public_ids(list({**old, **new}))
    found = []
    for key in dict.fromkeys([*new, *old]):
        if key not in public:
            if key in old and key not in new:
                found.append(Difference("weg", "Een activiteit die niet meer op de site staat"))
        elif key not in old or key not in new:
            found.append(Difference("nieuw" if key in new else "weg", (new.get(key) or old[key])["title"]))
        else:
            changed = tuple(
                (label, old[key][name], new[key][name])
                for name, label in KEPT.items()
                if name in old[key] and name in new[key] and old[key][name] != new[key][name]
            )
            if changed:
                found.append(Difference("anders", new[key]["title"], changed))
    return found
