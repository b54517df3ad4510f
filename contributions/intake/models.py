"""What was brought: a case with its figures, a proposal for a method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.choices import Relation
from cases.entry import Around, result_of, sentences
from cases.models import CasePage, Result
from contributions.base import retention
from contributions.base.models import Contribution
from contributions.tryouts.pages import TryOutPage, TryOutState
from core.text.sanitise import one_line
from methods.models import MethodPage
from vocabulary.models import Indicator

LONG = 2000


class CaseContribution(Contribution):
    """Somebody used a method, or did something without knowing which: what was done and what it yielded.

    `results` hold each figure as a content file has it (`cases.entry.as_text`), with the slug of the indicator and
    `relation`: what differed.
    """

    kind: ClassVar[str] = "praktijkvoorbeeld"

    method = models.ForeignKey(
        MethodPage, verbose_name="methode", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    try_out = models.ForeignKey(
        TryOutPage, verbose_name="proef", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    summary = models.CharField("wat deden jullie, in één zin", max_length=255, blank=True)
    situation = models.TextField("de situatie", max_length=LONG, blank=True)
    approach = models.TextField("wat jullie deden", max_length=LONG, blank=True)
    differently = models.TextField("wat jullie anders deden", max_length=LONG, blank=True)
    side_effects = models.TextField("wat er nog meer veranderde", max_length=LONG, blank=True)
    source = models.CharField("waar de cijfers vandaan komen", max_length=500, blank=True)
    tip = models.TextField("tip voor anderen", max_length=500, blank=True)
    results: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        "resultaten", default=list, blank=True
    )

    class Meta:
        verbose_name = "praktijkvoorbeeld van een lezer"
        verbose_name_plural = "praktijkvoorbeelden van lezers"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="case_contributions_by_status")]

    @property
    def text(self) -> str:
        """How it begins, for the inbox."""
        return self.summary or self.approach or self.tip or " ".join(words for _, words in self.figures()[:1])

    def title_for_sender(self) -> str:
        return f"Wij deden dit ook: {self.method.title}" if self.method else "Een praktijkvoorbeeld"

    def typed_results(self) -> list[tuple[Result, dict[str, str]]]:
        """The figures as unsaved results, with the row they were made of. One query."""
        wanted = {row.get("indicator", "") for row in self.results}
        indicators = {each.slug: each for each in Indicator.objects.filter(slug__in=wanted)}
        return [
            (result_of(row, indicators[row["indicator"]]), row)
            for row in self.results
            if row.get("indicator") in indicators
        ]

    def figures(self) -> list[tuple[str, str]]:
        """What each figure says, by indicator."""
        return [
            (str(result.indicator), " ".join(spoken(result, row, self.method_id, self.source)))
            for result, row in self.typed_results()
        ]

    def content(self) -> list[tuple[str, str]]:
        fields = ("summary", "situation", "approach", "differently", "side_effects", "source", "tip")
        texts = [(_label(self, name), getattr(self, name)) for name in fields if getattr(self, name)]
        named = [("Methode", f"{self.method.number}. {self.method.title}")] if self.method else []
        named += [("Wat uit deze proef kwam", self.try_out.title)] if self.try_out else []
        return [*named, *self.figures(), *texts]

    def was_placed(self) -> None:
        if self.try_out is not None and self.page is not None:
            self.try_out.end(TryOutState.MEASURED, CasePage.objects.filter(pk=self.page_id).first())

    @classmethod
    def look_alikes_of(cls, rows: Collection[Any]) -> Mapping[int, int]:
        """Others that were sent in of the same organisation with the same method."""
        wanted = {row.organisation_id for row in rows if row.organisation_id}
        found = cls.objects.filter(organisation__in=wanted).exclude(status__in=cls.hidden_states)
        pairs = Counter(found.values_list("organisation", "method"))
        return {row.pk: pairs[row.organisation_id, row.method_id] - 1 for row in rows if row.organisation_id}

    def look_alikes(self) -> list[tuple[str, str]]:
        """Others of the same organisation with the same method: sent in, or on the site. Two queries."""
        if self.organisation_id is None:
            return []
        others = CaseContribution.objects.filter(organisation=self.organisation_id, method=self.method_id)
        others = others.exclude(pk=self.pk).exclude(status__in=self.hidden_states)
        pages = CasePage.objects.filter(organisations__organisation=self.organisation_id)
        pages = pages.filter(used_methods__method=self.method_id) if self.method_id else pages
        return [
            *((str(row), reverse("contribution", args=[row._meta.label_lower, row.pk])) for row in others[:5]),
            *((page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pages.distinct()[:5]),
        ]


class MethodProposal(Contribution):
    """Somebody proposes a method that is not there yet."""

    kind: ClassVar[str] = "methode"

    title = models.CharField("naam van de methode", max_length=150)
    gist = models.CharField("wat doe je, in één zin", max_length=255)
    why = models.TextField("waarom zou het helpen", max_length=LONG)
    steps = models.TextField("de stappen", max_length=4000)
    where_used = models.TextField("waar het al is gebruikt, en wat het opleverde", max_length=LONG)

    class Meta:
        verbose_name = "voorstel voor een methode"
        verbose_name_plural = "voorstellen voor een methode"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="method_proposals_by_status")]

    @property
    def text(self) -> str:
        return self.gist

    def title_for_sender(self) -> str:
        return f"Een methode: {one_line(self.title)}"

    def content(self) -> list[tuple[str, str]]:
        return [(_label(self, name), getattr(self, name)) for name in ("title", "gist", "why", "steps", "where_used")]

    @property
    def step_lines(self) -> list[str]:
        return [line.strip(" -*•\t") for line in self.steps.splitlines() if line.strip(" -*•\t")]


def spoken(result: Result, row: dict[str, Any], method_id: int | None, source: str) -> tuple[str, ...]:
    """What the site would say of a figure that a reader typed, by the code that editors see it with."""
    relation = row.get("relation", "")
    links = {method_id: relation if relation in Relation.values else ""} if method_id else {}
    return sentences(result, Around("measurement", links, is_address(source)), timezone.localdate())


def is_address(source: str) -> bool:
    return source.strip().lower().startswith(("https://", "http://"))


def _label(row: models.Model, name: str) -> str:
    label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


retention.declare(CaseContribution, "Een praktijkvoorbeeld dat je instuurt")
retention.declare(MethodProposal, "Een methode die je voorstelt")
