"""An overview page: the listing pages below it, with how much each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from django.utils.html import strip_tags
from wagtail.models import Page

from core.prefetch import words_of
from core.published import PublishedKind, result_kinds
from core.visibility import public_pages
from home.models import ListingPage
from search.contract import Answer, Facet, Question
from search.service import answer
from vocabulary.models import Term, Theme

_INTRODUCTION_LENGTH = 200
_FIELDS = {
    Facet.FAMILY: ListingPage.families,
    Facet.CHANNEL: ListingPage.channels,
    Facet.THEME: ListingPage.themes,
    Facet.BARRIER: ListingPage.barriers,
}

_Counts = Mapping[tuple[Facet, str], int]


class KindCount(NamedTuple):
    """How many pages of a kind there are."""

    kind: PublishedKind
    total: int

    @property
    def noun(self) -> str:
        return self.kind.noun(self.total)


@dataclass(frozen=True)
class OverviewItem:
    """A page below. `counts` is empty where the page asks for more than one word, or search has no counts now."""

    title: str
    url: str
    text: str
    counts: tuple[KindCount, ...]
    theme: Theme | None


def overview_items(page: Page) -> tuple[OverviewItem, ...]:
    """The public listing pages directly below, in their order. One question to search per kind, not per page."""
    if page.pk is None:
        return ()
    children = list(public_pages(ListingPage.objects.child_of(page)).order_by("path"))
    asked = _words(children)
    counts = [(kind, _counts(kind)) for kind in result_kinds()]
    return tuple(_item(child, asked[child.pk], counts) for child in children)


def _words(children: list[ListingPage]) -> dict[int, list[tuple[Facet, Term]]]:
    ids = [child.pk for child in children]
    asked: dict[int, list[tuple[Facet, Term]]] = {key: [] for key in ids}
    for facet, field in _FIELDS.items():
        for page_id, words in words_of(field, ids).items():
            asked[page_id] += [(facet, word) for word in words]
    return asked


def _counts(kind: PublishedKind) -> _Counts | None:
    found: Answer = answer(Question(filters=MappingProxyType({Facet.KIND: (kind.slug,)}), page_size=1))
    if found.is_plain:
        return None
    return {(facet, value.value): value.count for facet, values in found.facets.items() for value in values}


def _item(
    page: ListingPage, words: list[tuple[Facet, Term]], counts: list[tuple[PublishedKind, _Counts | None]]
) -> OverviewItem:
    only = words[0] if len(words) == 1 and not page.query else None
    return OverviewItem(
        title=page.title,
        url=page.get_url() or "",
        text=_first_sentences(page),
        counts=tuple(
            KindCount(kind, found.get((only[0], only[1].slug), 0) if page.kind in ("", kind.slug) else 0)
            for kind, found in counts
            if only is not None and found is not None
        ),
        theme=only[1] if only and isinstance(only[1], Theme) else None,
    )


def _first_sentences(page: ListingPage) -> str:
    """As many whole sentences of the introduction as fit."""
    text = " ".join(strip_tags(page.introduction.replace("</p>", " ")).split())
    if len(text) <= _INTRODUCTION_LENGTH:
        return text
    end = text.rfind(". ", 0, _INTRODUCTION_LENGTH)
    return text[: end + 1] if end > 0 else f"{text[:_INTRODUCTION_LENGTH].rsplit(' ', 1)[0]}…"
