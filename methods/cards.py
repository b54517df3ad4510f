"""A method as a card: what a list, a search result or a neighbour shows of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.http.cache.kept import each_by_stamp
from core.prefetch import labels_of_words
from methods.effort import bands_of
from methods.models import MethodPage
from vocabulary.models import Theme


@dataclass(frozen=True)
class MethodCard:
    """What stands on the card. `families` and `channels` are labels in the order of the lists, `effort` bands."""

    page_id: int
    number: int
    title: str
    url: str
    gist: str
    theme: Theme | None
    families: tuple[str, ...]
    channels: tuple[str, ...]
    effort: tuple[str, ...]

    kind = "method"


@each_by_stamp
def method_cards(page_ids: Collection[int]) -> dict[int, MethodCard]:
    """Cards by page id, in three queries however many. Says nothing about who may see them."""
    families = labels_of_words(MethodPage.families, page_ids)
    channels = labels_of_words(MethodPage.channels, page_ids)
    pages = MethodPage.objects.filter(pk__in=page_ids).select_related("theme").defer_streamfields().order_by()
    return {page.pk: _card(page, families.get(page.pk, []), channels.get(page.pk, [])) for page in pages}


def _card(page: MethodPage, families: list[str], channels: list[str]) -> MethodCard:
    return MethodCard(
        page_id=page.pk,
        number=page.number or 0,
        title=page.title,
        url=page.get_url() or "",
        gist=page.gist,
        theme=page.theme,
        families=tuple(families),
        channels=tuple(channels),
        effort=tuple(band.label for _, band in bands_of(page)),
    )
