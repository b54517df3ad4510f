"""The words and facet values of methods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from cases.choices import direction_of
from cases.models import CaseMethod, CaseOrganisation, CasePage
from cases.summaries.read import EvidenceLevel, evidence_levels
from core.prefetch import words_of
from core.visibility import public_pages
from methods.models import MethodIndicator, MethodPage, MethodTag
from search.contract import Facet, Kind, Record
from search.index.text_extraction import moment, paragraphs, plain
from vocabulary.models import Barrier, Channel, OrganisationType


@dataclass
class _Words:
    """What stands around one method."""

    families: list[OrganisationType] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)


def method_records(page_ids: Collection[int], versions: Mapping[int, int]) -> list[Record]:
    """One record per method among these pages, in a fixed number of queries however many."""
    if not page_ids:
        return []
    words = _words(page_ids)
    pages = list(MethodPage.objects.filter(pk__in=page_ids).select_related("theme"))
    levels = evidence_levels([page.pk for page in pages])
    return [_record(page, words[page.pk], levels[page.pk], versions.get(page.pk, 0)) for page in pages]


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
    for page_id, title in _cases(page_ids):
        found[page_id].cases.append(title)
    return found


def _cases(page_ids: Collection[int]) -> Iterator[tuple[int, str]]:
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


def _record(page: MethodPage, words: _Words, evidence: EvidenceLevel, version: int) -> Record:
    themes = [page.theme] if page.theme else []
    labels = [
        *words.indicators,
        *(theme.label for theme in themes),
        *(f"{family.label}, {family.plural}, {family.spoken}" for family in words.families),
        *(f"{channel.label}, {channel.spoken}" for channel in words.channels),
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
            "tags": paragraphs(words.tags),
            "problems": paragraphs(f"{barrier.label}: {barrier.sentence}" for barrier in words.barriers),
            "labels": paragraphs(labels),
            "body": paragraphs(_body(page)),
            "related": paragraphs(words.cases),
        },
        facets={
            Facet.KIND: (Kind.METHOD.value,),
            Facet.FAMILY: tuple(family.slug for family in words.families),
            Facet.CHANNEL: tuple(channel.slug for channel in words.channels),
            Facet.THEME: tuple(theme.slug for theme in themes),
            Facet.BARRIER: tuple(barrier.slug for barrier in words.barriers),
            Facet.EFFORT: (page.effort.value,) if page.effort else (),
            Facet.DIRECTION: (direction_of(evidence.direction).value,),
            Facet.STRENGTH: (str(evidence.level),),
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
