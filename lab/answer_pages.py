"""What a page with search results says, read from its markup as a reuser would."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TOTAL = re.compile(r'data-total="(\d+)"')
_CARD = re.compile(r'<article [^>]*data-kind="(method|case)" data-number="(\d+)">(.*?)</article>', re.DOTALL)
_TITLE = re.compile(r'<a class="od-titlelink" href="[^"]*">(.*?)</a>', re.DOTALL)
_GIST = re.compile(r'<p class="od-\w+__gist">(.*?)</p>', re.DOTALL)
_VALUE = re.compile(r'data-facet="([^"]*)" data-value="([^"]*)" data-count="(\d+)"><input[^>]*?( checked)?>')
_CANONICAL = re.compile(r'<link rel="canonical" href="https?://[^/"]+([^"]*)">')
_WAY = re.compile(r'href="([^"]*)" data-(?:way|browse|offer)')
_MARK = re.compile(r"</?mark[^>]*>")


@dataclass(frozen=True)
class Card:
    """A hit. `title` and `excerpt` are the words without marks; `marks` is how many there are."""

    kind: str
    number: int
    title: str
    excerpt: str
    marks: int


@dataclass(frozen=True)
class AnswerPage:
    """`facets` are counts per (parameter, slug); `chosen` are the pairs that are on. `canonical` has no host.

    `ways` are the addresses of looser questions and of filters to choose instead.
    """

    total: int
    cards: tuple[Card, ...]
    facets: dict[tuple[str, str], int]
    chosen: frozenset[tuple[str, str]]
    canonical: str
    suggests: bool
    helps: bool
    ways: tuple[str, ...]
    notices: int
    degraded: bool


def read_answer(markup: str) -> AnswerPage:
    """:raises ValueError: when this is no page with search results."""
    total, canonical = _TOTAL.search(markup), _CANONICAL.search(markup)
    if total is None or canonical is None:
        raise ValueError("this is no page with search results")
    values = [tuple(map(html.unescape, found)) for found in _VALUE.findall(markup)]
    return AnswerPage(
        total=int(total[1]),
        cards=tuple(_card(*found) for found in _CARD.findall(markup)),
        facets={(name, slug): int(count) for name, slug, count, _ in values},
        chosen=frozenset((name, slug) for name, slug, _, checked in values if checked),
        canonical=html.unescape(canonical[1]),
        suggests="Bedoelde je" in markup,
        helps="Dit kun je proberen" in markup,
        ways=tuple(map(html.unescape, _WAY.findall(markup))),
        notices=markup.count("utrecht-alert--info"),
        degraded="Zoeken werkt nu beperkt" in markup,
    )


def _card(kind: str, number: str, body: str) -> Card:
    title, gist = _TITLE.search(body), _GIST.search(body)
    return Card(
        kind, int(number), _plain(title[1] if title else ""), _plain(gist[1] if gist else ""), body.count("<mark")
    )


def _plain(markup: str) -> str:
    return html.unescape(_MARK.sub("", markup))
