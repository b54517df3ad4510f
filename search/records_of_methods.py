"""The words and facet values of methods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from core.related import words_of
from methods.models import MethodIndicator, MethodPage, MethodTag
from search.contract import Facet, Kind, Record
from search.plain_text import moment, paragraphs, plain


def method_records(page_ids: Collection[int], versions: Mapping[int, int]) -> list[Record]:
    """One record per method among these pages, in seven queries however many."""
    if not page_ids:
        return []
    families = words_of(MethodPage.families, page_ids)
    channels = words_of(MethodPage.channels, page_ids)
    barriers = words_of(MethodPage.barriers, page_ids)
    tags = _tags(page_ids)
    indicators = _indicators(page_ids)
    pages = MethodPage.objects.filter(pk__in=page_ids).select_related("theme")
    return [
        _record(
            page,
            families.get(page.pk, []),
            channels.get(page.pk, []),
            barriers.get(page.pk, []),
            [*tags[page.pk], *indicators[page.pk]],
            versions.get(page.pk, 0),
        )
        for page in pages
    ]


def _record(
    page: MethodPage, families: list[Any], channels: list[Any], barriers: list[Any], loose: list[str], version: int
) -> Record:
    themes = [page.theme] if page.theme else []
    labels = [
        *loose,
        *(theme.label for theme in themes),
        *(f"{family.label}, {family.plural}, {family.spoken}" for family in families),
        *(f"{channel.label}, {channel.spoken}" for channel in channels),
        *(f"{barrier.label}: {barrier.sentence}" for barrier in barriers),
        *(instrument.label for instrument in page.instruments),
    ]
    return Record(
        page_id=page.pk,
        kind=Kind.METHOD,
        number=page.number or 0,
        url=page.get_url() or "",
        texts={
            "title": page.title,
            "gist": page.gist,
            "labels": paragraphs(labels),
            "body": paragraphs(_body(page)),
        },
        facets={
            Facet.KIND: (Kind.METHOD.value,),
            Facet.FAMILY: tuple(family.slug for family in families),
            Facet.CHANNEL: tuple(channel.slug for channel in channels),
            Facet.THEME: tuple(theme.slug for theme in themes),
            Facet.BARRIER: tuple(barrier.slug for barrier in barriers),
            Facet.EFFORT: (page.effort.value,) if page.effort else (),
        },
        published=moment(page.first_published_at),
        version=version,
    )


def _body(page: MethodPage) -> Iterator[str]:
    """Why it works, the steps with their examples, when (not) to use it, and what you need."""
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


def _tags(page_ids: Collection[int]) -> dict[int, list[str]]:
    rows = MethodTag.objects.filter(content_object_id__in=page_ids).order_by("tag__name")
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, name in rows.values_list("content_object_id", "tag__name"):
        found[page_id].append(name)
    return found


def _indicators(page_ids: Collection[int]) -> dict[int, list[str]]:
    rows = MethodIndicator.objects.filter(page_id__in=page_ids).order_by("sort_order")
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, label in rows.values_list("page_id", "indicator__label"):
        found[page_id].append(label)
    return found
