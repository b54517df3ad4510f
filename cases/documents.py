"""The words and facet values of cases, and what they add to those of their methods.

Theme and barrier of a case come from its methods, family from its organisations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cases.choices import DESIGN_SLUGS, Direction
from cases.models import CaseMethod, CaseOrganisation, CasePage, CaseProduct, CaseTag, Result
from cases.summaries.read import evidence_levels
from core.prefetch import words_of
from core.published import Document
from core.text.extraction import moment, paragraphs, plain
from core.visibility import public_pages
from methods.models import MethodPage, MethodTag
from vocabulary.models import Channel, Organisation, Product


@dataclass
class _Rows:
    """The words of the rows of one case, for its search document."""

    channels: list[Channel] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    methods: list[MethodPage] = field(default_factory=list)
    barriers: list[Any] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    tags_of_methods: list[str] = field(default_factory=list)


def case_documents(page_ids: Collection[int], kind: str, rank: int) -> list[Document]:
    """One document per case among these pages, in a fixed number of queries however many."""
    rows = _rows(page_ids)
    pages = CasePage.objects.filter(pk__in=page_ids)
    return [_document(page, rows[page.pk], kind, rank) for page in pages]


def with_evidence(documents: list[Document]) -> list[Document]:
    """These documents of methods with direction and strength of their evidence, and the public cases that used them."""
    page_ids = [document.page_id for document in documents]
    levels = evidence_levels(page_ids)
    cases: dict[int, list[str]] = defaultdict(list)
    for method_id, text in _cases_of_methods(page_ids):
        cases[method_id].append(text)
    return [
        replace(
            document,
            texts={**document.texts, "related": paragraphs(cases[document.page_id])},
            facets={
                **document.facets,
                "richting": (levels[document.page_id].facet.value,),
                "bewijs": (str(levels[document.page_id].level),),
            },
        )
        for document in documents
    ]


def _cases_of_methods(page_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Method id with the title and the organisations of each public case that used it."""
    public = public_pages(CasePage.objects.filter(used_methods__method__in=page_ids))
    titles = {pk: f"{title}. {gist}" for pk, title, gist in public.values_list("pk", "title", "gist")}
    who: dict[int, list[str]] = defaultdict(list)
    organisations = CaseOrganisation.objects.filter(page_id__in=titles).order_by("sort_order")
    for case_id, label in organisations.values_list("page_id", "organisation__label"):
        who[case_id].append(label)
    used = CaseMethod.objects.filter(method_id__in=page_ids, page_id__in=titles).order_by("page__number")
    for method_id, case_id in used.values_list("method_id", "page_id"):
        yield method_id, ", ".join([titles[case_id], *who[case_id]])


def _rows(page_ids: Collection[int]) -> dict[int, _Rows]:
    rows: dict[int, _Rows] = defaultdict(_Rows)
    for page_id, channels in words_of(CasePage.channels, page_ids).items():
        rows[page_id].channels = channels
    for link in CaseOrganisation.objects.filter(page_id__in=page_ids).select_related("organisation__family"):
        rows[link.page_id].organisations.append(link.organisation)
    for product in CaseProduct.objects.filter(page_id__in=page_ids).select_related("product"):
        rows[product.page_id].products.append(product.product)
    tags = CaseTag.objects.filter(content_object_id__in=page_ids).order_by("tag__name")
    for page_id, name in tags.values_list("content_object_id", "tag__name"):
        rows[page_id].tags.append(name)
    results = Result.objects.filter(page_id__in=page_ids).select_related("indicator").order_by("sort_order")
    for result in results:
        rows[result.page_id].results.append(result)
    _add_methods(rows, page_ids)
    return rows


def _add_methods(rows: dict[int, _Rows], page_ids: Collection[int]) -> None:
    """Only methods that anyone may read: a case never tells of a draft."""
    used = list(CaseMethod.objects.filter(page_id__in=page_ids).order_by("sort_order"))
    public = public_pages(MethodPage.objects.filter(pk__in={row.method_id for row in used}))
    methods = {method.pk: method for method in public.select_related("theme").defer_streamfields()}
    barriers = words_of(MethodPage.barriers, list(methods))
    tags: dict[int, list[str]] = defaultdict(list)
    tagged = MethodTag.objects.filter(content_object_id__in=methods).order_by("tag__name")
    for method_id, name in tagged.values_list("content_object_id", "tag__name"):
        tags[method_id].append(name)
    for row in used:
        method = methods.get(row.method_id)
        if method is not None:
            rows[row.page_id].methods.append(method)
            rows[row.page_id].barriers.extend(barriers.get(method.pk, []))
            rows[row.page_id].tags_of_methods.extend(tags[method.pk])


def _document(page: CasePage, rows: _Rows, kind: str, rank: int) -> Document:
    families = _unique(organisation.family for organisation in rows.organisations)
    themes = _unique(method.theme for method in rows.methods if method.theme)
    barriers = _unique(rows.barriers)
    indicators = _unique(result.indicator for result in rows.results)
    labels = [
        *(organisation.label for organisation in rows.organisations),
        *(product.label for product in rows.products),
        *(f"{channel.label}, {channel.spoken}" for channel in rows.channels),
        *(f"{family.label}, {family.plural}, {family.spoken}" for family in families),
        *(theme.label for theme in themes),
        *(indicator.label for indicator in indicators),
    ]
    return Document(
        page_id=page.pk,
        kind=kind,
        rank=rank,
        number=page.number or 0,
        url=page.get_url() or "",
        texts={
            "title": page.title,
            "gist": page.gist,
            # Not as `tags`: at the weight of a method's, cases stood above the method that people asked for.
            "problems": paragraphs([*rows.tags, *(f"{barrier.label}: {barrier.sentence}" for barrier in barriers)]),
            "labels": paragraphs(labels),
            "body": paragraphs(_body(page, rows)),
            "related": paragraphs(
                [*(f"{method.title}. {method.gist}" for method in rows.methods), *rows.tags_of_methods]
            ),
        },
        facets={
            "soort": (kind,),
            "familie": tuple(family.slug for family in families),
            "kanaal": tuple(channel.slug for channel in rows.channels),
            "thema": tuple(theme.slug for theme in themes),
            "belemmering": tuple(barrier.slug for barrier in barriers),
            "organisatie": tuple(organisation.slug for organisation in _unique(rows.organisations)),
            "product": tuple(product.slug for product in _unique(rows.products)),
            "indicator": tuple(indicator.slug for indicator in indicators),
            "opzet": _designs(rows.results),
            "richting": _directions(page, rows.results),
        },
        published="" if page.is_background else moment(page.first_published_at),
    )


def _body(page: CasePage, rows: _Rows) -> Iterator[str]:
    """The story, what came out as published, and the lessons."""
    yield from (plain(text) for text in (page.situation, page.approach, page.differently))
    for result in rows.results:
        yield from (result.as_published, result.sample, result.note)
    for lesson in page.lessons:
        yield plain(lesson.value.get("title"))
        yield plain(lesson.value.get("text"))


def _designs(results: list[Result]) -> tuple[str, ...]:
    found = {result.design for result in results}
    return tuple(slug for design, slug in DESIGN_SLUGS.items() if design in found)


def _directions(page: CasePage, results: list[Result]) -> tuple[str, ...]:
    """The directions of its results, best first. Background counts for nothing."""
    if page.is_background:
        return ()
    found = {result.direction for result in results}
    return tuple(direction.value for direction in Direction if direction in found)


def _unique(words: Any) -> list[Any]:
    """Each word once, in the order found."""
    return list({word.pk: word for word in words}.values())
