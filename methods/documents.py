"""The words and facet values of methods. `cases.documents` adds what their cases say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from core.prefetch import words_of
from core.published import Document
from core.text.extraction import moment, paragraphs, plain
from methods.effort import bands_of
from methods.models import MethodIndicator, MethodPage, MethodTag
from vocabulary.models import Barrier, Channel, OrganisationType


@dataclass
class _Words:
    """What stands around one method."""

    families: list[OrganisationType] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)


def method_documents(page_ids: Collection[int], kind: str, rank: int) -> list[Document]:
    """One document per method among these pages, in a fixed number of queries however many."""
    words = _words(page_ids)
    pages = MethodPage.objects.filter(pk__in=page_ids).select_related("theme")
    return [_document(page, words[page.pk], kind, rank) for page in pages]


def _words(page_ids: Collection[int]) -> dict[int, _Words]:
    found: dict[int, _Words] = defaultdict(_Words)
    for page_id, families in words_of(MethodPage.families, page_ids).items():
        found[page_id].families = families
    for page_id, channels in words_of(MethodPage.channels, page_ids).items():
        found[page_id].channels = channels
    for page_id, barriers in words_of(MethodPage.barriers, page_ids).items():
        found[page_id].barriers = barriers
    tags = MethodTag.objects.filter(content_object_id__in=page_ids).order_by("tag__name")
    for page_id, name in tags.values_list("content_object_id", "tag__name"):
        found[page_id].tags.append(name)
    indicators = MethodIndicator.objects.filter(page_id__in=page_ids).order_by("sort_order")
    for page_id, label in indicators.values_list("page_id", "indicator__label"):
        found[page_id].indicators.append(label)
    return found


def _document(page: MethodPage, words: _Words, kind: str, rank: int) -> Document:
    themes = [page.theme] if page.theme else []
    labels = [
        *words.indicators,
        *(theme.label for theme in themes),
        *(f"{family.label}, {family.plural}, {family.spoken}" for family in words.families),
        *(f"{channel.label}, {channel.spoken}" for channel in words.channels),
        *(instrument.label for instrument in page.instruments),
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
            "tags": paragraphs(words.tags),
            "problems": paragraphs(f"{barrier.label}: {barrier.sentence}" for barrier in words.barriers),
            "labels": paragraphs(labels),
            "body": paragraphs(_body(page)),
        },
        facets={
            "soort": (kind,),
            "familie": tuple(family.slug for family in words.families),
            "kanaal": tuple(channel.slug for channel in words.channels),
            "thema": tuple(theme.slug for theme in themes),
            "belemmering": tuple(barrier.slug for barrier in words.barriers),
            **{aspect.slug: (band.slug,) for aspect, band in bands_of(page)},
        },
        published=moment(page.first_published_at),
        copied=tuple(paragraphs(_examples(page)).splitlines()),
    )


def _body(page: MethodPage) -> Iterator[str]:
    """Why it works, the steps with their examples, when (not) to use it, and what you need, and what the law asks."""
    yield plain(page.why)
    for step in page.steps:
        value = step.value
        yield from (plain(value.get(name)) for name in ("title", "text", "outcome", "pitfall"))
        for example in value.get("example") or []:
            yield plain(example.get("title"))
            yield plain(example.get("text"))
    for condition in (*page.when, *page.when_not):
        yield plain(condition.value)
    for material in page.materials:
        yield plain(material.value.get("title"))
        yield plain(material.value.get("text"))
    for law in page.laws:
        yield plain(law.value.get("rule"))
        yield plain(law.value.get("asks"))


def _examples(page: MethodPage) -> Iterator[str]:
    """The texts to copy."""
    for step in page.steps:
        for example in step.value.get("example") or []:
            yield plain(example.get("text"))
