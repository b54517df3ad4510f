"""Pagination of a long list: the current page and links to the others."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from core.http.nearby_pages import nearby_pages


@dataclass(frozen=True)
class PageLink:
    """A page of the list; `number` None stands for pages left out."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Paging:
    """`past_end` is the address of the last page, when a page beyond it was asked for: then there are no other links.

    `start` and `stop` are what to take from the list; nothing past its end.
    """

    number: int
    start: int
    stop: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    past_end: str


def paging(asked: int, total: int, size: int, address: Callable[[int], str]) -> Paging:
    """Page `asked` (from 1) of `total` rows, `size` a page; `address` returns the address of a page."""
    last = max(math.ceil(total / size), 1)
    start = (asked - 1) * size
    if asked > last:
        return Paging(last, start, start, (), "", "", address(last))
    return Paging(
        number=asked,
        start=start,
        stop=start + size,
        links=_links(asked, last, address) if last > 1 else (),
        previous_url=address(asked - 1) if asked > 1 else "",
        next_url=address(asked + 1) if asked < last else "",
        past_end="",
    )


def _links(number: int, last: int, address: Callable[[int], str]) -> tuple[PageLink, ...]:
    return tuple(
        PageLink(None) if each is None else PageLink(each, address(each), each == number)
        for each in nearby_pages(number, last)
    )
