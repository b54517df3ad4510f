"""Made-up methods and cases as real Wagtail pages, with every row and revision an editor's work would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from taggit.models import Tag
from wagtail.models import Page

from cases.models import (
    CaseMethod,
    CaseOrganisation,
    CasePage,
    CaseProduct,
    CaseSource,
    Result,
    ResultMethod,
    ResultSource,
)
from core.numbers import reserve_number
from lab.bulk_tree import add_pages, add_revisions, add_rows, add_words
from lab.drafts import CaseDraft, MethodDraft
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource, MethodTag
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme

_RESULTS = UUID("c9a3a3e0-0d53-4a3f-9a53-2f7f2f0f9f11")
Children = dict[int, dict[str, list[Any]]]


@dataclass
class Keys:
    """Words by slug, and methods by number, as they are in the database."""

    _words: dict[type[Term], dict[str, Any]] = field(default_factory=dict)

    def word(self, model: type[Term], slug: str) -> Any:
        if model not in self._words:
            self._words[model] = {word.slug: word for word in model.objects.all()}
        return self._words[model][slug]

    @cached_property
    def methods(self) -> dict[int, int]:
        return dict(MethodPage.objects.values_list("number", "pk"))

    def tags(self, names: set[str]) -> dict[str, int]:
        """Keys of the tags with these names, made where they are missing."""
        Tag.objects.bulk_create([Tag(name=name, slug=name) for name in sorted(names)], ignore_conflicts=True)
        return dict(Tag.objects.filter(slug__in=names).values_list("slug", "pk"))


def write_methods(parent: Page, drafts: Sequence[MethodDraft], keys: Keys) -> None:
    """Everything of these methods but their relations, which need all methods to be there."""
    pages = [_method_page(draft, keys) for draft in drafts]
    add_pages(parent, pages)
    pairs = list(zip(pages, drafts, strict=True))
    children: Children = {page.pk: {"relations": [], "tagged_items": [], "sources": []} for page in pages}
    words: dict[str, Any] = {"families": OrganisationType, "channels": Channel, "barriers": Barrier}
    for name, model in words.items():
        for page, draft in pairs:
            children[page.pk][name] = [keys.word(model, slug) for slug in getattr(draft, name)]
        add_words(getattr(MethodPage, name), ((page.pk, word.pk) for page in pages for word in children[page.pk][name]))
    tags = keys.tags({tag for draft in drafts for tag in draft.tags})
    for page, draft in pairs:
        mine = children[page.pk]
        mine["tagged_items"] = [
            MethodTag(content_object_id=page.pk, tag_id=tags[tag]) for tag in dict.fromkeys(draft.tags)
        ]
        mine["main_indicators"] = [
            MethodIndicator(page_id=page.pk, indicator=keys.word(Indicator, slug), sort_order=place)
            for place, slug in enumerate(draft.indicators)
        ]
        mine["sources"] = _in_order(MethodSource, draft.sources, page_id=page.pk)
    for name, row_model in (
        ("tagged_items", MethodTag),
        ("main_indicators", MethodIndicator),
        ("sources", MethodSource),
    ):
        add_rows(row_model, [row for rows in children.values() for row in rows[name]])
    add_revisions(pages, children)
    reserve_number(MethodPage.number_series, max(draft.number for draft in drafts))


def write_relations(drafts: Sequence[MethodDraft], keys: Keys) -> None:
    add_rows(
        MethodRelation,
        [
            MethodRelation(
                page_id=keys.methods[draft.number], kind=kind, method_id=keys.methods[other], sort_order=place
            )
            for draft in drafts
            for place, (kind, other) in enumerate(draft.relations)
        ],
    )


def write_cases(parent: Page, drafts: Sequence[CaseDraft], keys: Keys) -> None:
    pages = [_case_page(draft) for draft in drafts]
    add_pages(parent, pages)
    children: Children = defaultdict(dict)
    for page, draft in zip(pages, drafts, strict=True):
        mine = children[page.pk]
        mine["channels"] = [keys.word(Channel, slug) for slug in draft.channels]
        mine["organisations"] = [
            CaseOrganisation(page_id=page.pk, organisation=keys.word(Organisation, slug), sort_order=place)
            for place, slug in enumerate(draft.organisations)
        ]
        mine["products"] = [
            CaseProduct(page_id=page.pk, product=keys.word(Product, slug), sort_order=place)
            for place, slug in enumerate(draft.products)
        ]
        mine["used_methods"] = [
            CaseMethod(page_id=page.pk, method_id=keys.methods[number], sort_order=place)
            for place, number in enumerate(draft.methods)
        ]
        mine["sources"] = _in_order(CaseSource, draft.sources, page_id=page.pk)
        mine["results"] = [
            _result(page.pk, draft.number, place, fields, keys) for place, fields in enumerate(draft.results)
        ]
    add_words(CasePage.channels, ((page.pk, word.pk) for page in pages for word in children[page.pk]["channels"]))
    rows: dict[str, Any] = {
        "organisations": CaseOrganisation,
        "products": CaseProduct,
        "used_methods": CaseMethod,
        "sources": CaseSource,
        "results": Result,
    }
    for name, model in rows.items():
        add_rows(model, [row for mine in children.values() for row in mine[name]])
    _write_rows_of_results([row for mine in children.values() for row in mine["results"]])
    add_revisions(pages, children)
    reserve_number(CasePage.number_series, max(draft.number for draft in drafts))


def _write_rows_of_results(results: Sequence[Result]) -> None:
    for name, model in (("counts_for", ResultMethod), ("sources", ResultSource)):
        rows = [row for result in results for row in result._cluster_related_objects[name]]
        for result in results:
            for row in result._cluster_related_objects[name]:
                row.result_id = result.pk
        add_rows(model, rows)


def _method_page(draft: MethodDraft, keys: Keys) -> MethodPage:
    return MethodPage(
        number=draft.number,
        slug=f"methode-{draft.number}",
        theme=keys.word(Theme, draft.theme),
        steps=_stream("step", [{**step, "example": _stream("item", step["example"])} for step in draft.steps]),
        when=_stream("condition", draft.when),
        when_not=_stream("condition", draft.when_not),
        materials=_stream("material", draft.materials),
        first_published_at=draft.published,
        **draft.fields,
    )


def _case_page(draft: CaseDraft) -> CasePage:
    return CasePage(
        number=draft.number,
        slug=f"praktijkvoorbeeld-{draft.number}",
        lessons=_stream("lesson", draft.lessons),
        first_published_at=draft.published,
        **draft.fields,
    )


def _result(page_id: int, number: int, place: int, drawn: dict[str, Any], keys: Keys) -> Result:
    fields = {name: value for name, value in drawn.items() if name not in ("indicator", "counts_for", "sources")}
    result = Result(
        page_id=page_id,
        uuid=uuid5(_RESULTS, f"{number}/{place}"),
        indicator=keys.word(Indicator, drawn["indicator"]),
        sort_order=place,
        **fields,
    )
    result._cluster_related_objects = {
        "counts_for": [
            ResultMethod(method_id=keys.methods[number], sort_order=order)
            for order, number in enumerate(drawn["counts_for"])
        ],
        "sources": _in_order(ResultSource, drawn["sources"]),
    }
    return result


def _in_order(model: Any, rows: Sequence[dict[str, Any]], **parent: int) -> list[Any]:
    return [model(**parent, sort_order=place, **row) for place, row in enumerate(rows)]


def _stream(kind: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Raw blocks, as they are stored."""
    return [{"type": kind, "id": str(uuid5(_RESULTS, repr(value))), "value": value} for value in values]
