"""Pagination of a long list: the current page and links to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator

# Pages beside the one shown that get a link.
_BESIDE = 2


@dataclass(frozen=True)
class PageLink:
    """A page of the list."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Pagination:
    """Page `number` of `last`; the items from `start` up to `stop` stand on it.

    `links` holds the pages near this one, the first and the last; None stands for pages left out, and one page needs no
    links. `past_end` is the address of the last page, when a page beyond it was asked for: then `number` is that page,
    there are no links and nothing to show.
    """

    number: int
    last: int
    start: int
    stop: int
    links: tuple[PageLink | None, ...] = ()
    previous_url: str | None = None
    next_url: str | None = None
    past_end: str | None = None

    @property
    def first_item(self) -> int:
        """The first item on the page, counted from 1."""
        return self.start + 1


def paginate(asked: int, total: int, size: int, address: Callable[[int], str]) -> Pagination:
    """Page `asked` (from 1) of `total` items, `size` a page; `address` gives the address of a page. No query."""
    paginator = Paginator(range(total), size)
    last = paginator.num_pages
    if asked > last:
        return Pagination(last, last, total, total, past_end=address(last))
    start = (asked - 1) * size
    shown: Sequence[int | str] = ()
    if last > 1:
        shown = list(paginator.get_elided_page_range(asked, on_each_side=_BESIDE, on_ends=1))
    return Pagination(
        number=asked,
        last=last,
        start=start,
        stop=min(start + size, total),
        links=tuple(
            PageLink(str(each), address(each), each == asked) if isinstance(each, int) else None for each in shown
        ),
        previous_url=address(asked - 1) if asked > 1 else None,
        next_url=address(asked + 1) if asked < last else None,
    )
