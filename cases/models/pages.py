"""What happened when an organisation used one or more methods."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cases.choices import CaseKind, Contrast, Direction, Relation
from cases.models import panels
from cases.models.blocks import LessonBlock
from cases.models.results import RELATION_FIELDS, ResultMethod, ResultSource, own_uuid
from core.fields import StreamField
from core.pages import NumberedPage
from core.sources import SourceFields
from core.text import rich_text
from methods.models import MethodPage
from vocabulary.models import Channel, Organisation, Product


class CaseTag(TaggedItemBase):
    """A search word of a case: what people type and its text does not say."""

    content_object = ParentalKey("cases.CasePage", related_name="tagged_items", on_delete=models.CASCADE)


class CasePage(NumberedPage):
    """A case (`praktijkvoorbeeld`): who did what, and what it yielded."""

    number_series = "praktijkvoorbeeld"
    short_prefix = "p"
    template = "pages/case.html"

    gist = models.CharField("kern", max_length=400, help_text="Eén zin: wie deed wat, en wat kwam eruit?")
    kind = models.CharField("soort", max_length=20, choices=CaseKind.choices, default=CaseKind.MEASUREMENT)
    situation = RichTextField("de situatie", features=rich_text.TEXT, blank=True)
    approach = RichTextField("de aanpak", features=rich_text.TEXT, blank=True)
    differently = RichTextField("wat deden ze anders dan de methode", features=rich_text.TEXT, blank=True)
    lessons = StreamField([("lesson", LessonBlock())], verbose_name="wat we ervan leren", blank=True)
    channels = ParentalManyToManyField(Channel, verbose_name="kanalen", blank=True, related_name="cases")
    tags = ClusterTaggableManager("trefwoorden", through=CaseTag, blank=True)

    edit_handler = panels.case_edit_handler()

    class Meta:
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"

    @property
    def description(self) -> str:
        return self.search_description or self.gist

    @property
    def is_background(self) -> bool:
        return self.kind == CaseKind.BACKGROUND

    @property
    def directions(self) -> list[Direction]:
        """The different directions of its results, best first; never typed."""
        found = {result.direction for result in self.results.all()}
        return [direction for direction in Direction if direction in found]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A row under a result that is not there (any more) comes back as a new row, and a result of a copied page
        gets an identity of its own.

        Otherwise the revision of a copy would carry the row keys and uuids of the original, and publishing the copy
        would take the original's sources away.
        """
        kept = {
            "counts_for": dict(ResultMethod.objects.filter(result__page=self.pk).values_list("pk", "result_id")),
            "sources": dict(ResultSource.objects.filter(result__page=self.pk).values_list("pk", "result_id")),
        }
        known = self._known_relations()
        for result in content.get("results", []):
            _add_relations(result, known)
            result["uuid"] = str(own_uuid(uuid.UUID(str(result["uuid"])), self.pk))
            for relation, own in kept.items():
                for row in result.get(relation, []):
                    if row.get("pk") not in own or own[row["pk"]] != result.get("pk"):
                        row["pk"] = row["result"] = None
        return super().with_content_json(content)

    def _known_relations(self) -> dict[tuple[str, int], dict[str, Any]]:
        """What is public of each result (by uuid) and method."""
        links = ResultMethod.objects.filter(result__page=self.pk).select_related("result")
        return {
            (str(link.result.uuid), link.method_id): {name: getattr(link, name) for name in RELATION_FIELDS}
            for link in links
        }


def _add_relations(result: dict[str, Any], known: Mapping[tuple[str, int], dict[str, Any]]) -> None:
    """A revision from before results had relations gets those of now; else the usual one, which has to be checked."""
    links = result.get("counts_for", [])
    usual = Relation.ALONE if len(links) == 1 else Relation.BUNDLE
    for link in links:
        if "relation" not in link:
            link |= known.get(
                (str(result["uuid"]), link["method"]), {"relation": usual.value, "arm": "", "to_check": True}
            )
            if link["relation"] == Relation.VERSUS:
                result["contrast"] = Contrast.VERSUS.value


class CaseOrganisation(Orderable):
    page = ParentalKey(CasePage, related_name="organisations", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", related_name="case_rows", on_delete=models.PROTECT
    )

    panels = ["organisation"]

    class Meta(Orderable.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self) -> str:
        return str(self.organisation)


class CaseProduct(Orderable):
    page = ParentalKey(CasePage, related_name="products", on_delete=models.CASCADE)
    product = models.ForeignKey(Product, verbose_name="product", related_name="case_rows", on_delete=models.PROTECT)

    panels = ["product"]

    class Meta(Orderable.Meta):
        verbose_name = "product"
        verbose_name_plural = "producten"

    def __str__(self) -> str:
        return str(self.product)


class CaseMethod(Orderable):
    """A method the case used, whether or not a result counts for it."""

    page = ParentalKey(CasePage, related_name="used_methods", on_delete=models.CASCADE)
    method = models.ForeignKey(MethodPage, verbose_name="methode", related_name="case_rows", on_delete=models.CASCADE)

    panels = ["method"]

    class Meta(Orderable.Meta):
        verbose_name = "gebruikte methode"
        verbose_name_plural = "gebruikte methoden"

    def __str__(self) -> str:
        return str(self.method)


class CaseSource(SourceFields, Orderable):
    """A source of the story that belongs to no single result."""

    page = ParentalKey(CasePage, related_name="sources", on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
