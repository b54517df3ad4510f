"""What changed: a page of entries, newest first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from cases.summaries.history import Entry, all_changes, changes_total
from home.listing import PageLink
from search.parameters import PAGE

PAGE_SIZE = 30
_FARTHEST = 1_000_000


@dataclass(frozen=True)
class ChangesPage:
    """`past_end` is the address of the last page, when a page beyond it was asked for."""

    entries: tuple[Entry, ...]
    total: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    past_end: str
    canonical_path: str


def changes_page(number: int) -> ChangesPage:
    total = changes_total()
    last = max(math.ceil(total / PAGE_SIZE), 1)
    inside = number <= last
    return ChangesPage(
        entries=tuple(all_changes(PAGE_SIZE, (number - 1) * PAGE_SIZE)) if inside else (),
        total=total,
        links=_links(number, last) if last > 1 and inside else (),
        previous_url=_url(number - 1) if inside and number > 1 else "",
        next_url=_url(number + 1) if number < last else "",
        past_end="" if inside else _url(last),
        canonical_path=_url(number),
    )


def page_number(data: QueryDict) -> int:
    """The page asked for; anything that is no page is the first."""
    text = next((value.strip() for value in data.getlist(PAGE) if value.strip()), "")
    return max(1, min(int(text[:20]), _FARTHEST)) if text.isascii() and text.isdigit() else 1


def page_numbers(number: int, last: int, near: int = 2) -> list[int | None]:
    """The first page, the last and those near `number`; None for what is left out."""
    found: list[int | None] = []
    before = 0
    for each in sorted({1, last, *range(max(number - near, 1), min(number + near, last) + 1)}):
        if each - before > 1:
            found.append(None)
        found.append(each)
        before = each
    return found


def _links(number: int, last: int) -> tuple[PageLink, ...]:
    return tuple(
        PageLink(None) if each is None else PageLink(each, _url(each), each == number)
        for each in page_numbers(number, last)
    )


def _url(number: int) -> str:
    return f"{reverse('changes')}?{PAGE}={number}" if number > 1 else reverse("changes")
