"""A listing page as a question to the search room, and its answer as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.http.feeds import feed_path
from core.http.pagination import Pagination, paginate
from core.http.query_filters import page_number, page_url
from core.prefetch import words_of_page
from core.published import PublishedKind, cards_of, kind_of, result_kinds
from evidence import LEVEL_NAMES
from search.contract import Answer, Facet, Hit, Question, Sort
from search.query_string import address
from search.service import answer
from vocabulary.models import Theme

PAGE_SIZE = 12
# How many pages of the next kinds stand below those of the first, of a theme, a family, …
MOST_BESIDE = 3
# The levels of evidence that a method with a result can have.
MEASURED = tuple(str(level) for level in range(1, len(LEVEL_NAMES)))
_WORDS = {Facet.FAMILY: "families", Facet.CHANNEL: "channels", Facet.THEME: "themes", Facet.BARRIER: "barriers"}


@dataclass(frozen=True)
class Section:
    """Cards of one kind. `total` is how many there are in all; `search_url` finds them with filters beside.

    `measured` is how many of them have a result; None of a kind that has none, and where nobody knows.
    """

    kind: PublishedKind
    cards: tuple[Any, ...]
    total: int
    search_url: str
    measured: int | None = None

    @property
    def noun(self) -> str:
        return self.kind.noun(self.total)

    @property
    def cards_url(self) -> str:
        """Where the first of them are printed as cards; empty for what has no number."""
        query = self.search_url.partition("?")[2]
        return f"{reverse('cards')}?{query}" if self.cards and self.kind.prefix and query else ""


@dataclass(frozen=True)
class ListingView:
    """What a listing page shows.

    `section` is the list itself, over several pages; `beside` are the first of the other kinds that the list of results
    holds, when the page asks for no kind.
    For a page past the end (`pagination.past_end`) the answer is a 404.
    """

    section: Section
    beside: tuple[Section, ...]
    pagination: Pagination
    degraded: bool
    plain: bool
    theme: Theme | None
    canonical_query: str
    feed_url: str


def listing_view(page: Any, request: HttpRequest) -> ListingView:
    """What a `ListingPage` lists at the number in the address (`pagina`). A fixed number of queries."""
    question = listing_question(page, page_number(request.GET))
    chosen = kind_of(page.kind) if page.kind else None
    kind, *others = [chosen] if chosen else result_kinds()
    asked = _of_kind(question, kind)
    found = answer(asked)
    further = [answer(replace(_of_kind(question, other), page=1, page_size=MOST_BESIDE)) for other in others]
    section, *beside = _sections([(kind, found), *zip(others, further, strict=True)])
    path = page.get_url() or ""
    pages = paginate(asked.page, found.total, PAGE_SIZE, partial(page_url, path))
    return ListingView(
        section=section,
        beside=tuple(beside),
        pagination=pages,
        degraded=found.degraded,
        plain=found.is_plain,
        theme=_only_theme(page, question),
        canonical_query=page_url("", pages.number),
        feed_url=feed_path(path),
    )


def listing_question(page: Any, number: int = 1) -> Question:
    """The saved question. Also of a draft: its words are read from the form."""
    words = words_of_page(page, *_WORDS.values())
    wanted = {
        Facet.KIND: (page.kind,) if page.kind else (),
        **{facet: tuple(sorted(word.slug for word in chosen)) for facet, chosen in zip(_WORDS, words, strict=True)},
    }
    filters = MappingProxyType({facet: values for facet, values in wanted.items() if values})
    return Question(page.query, filters, Sort(page.sort or Sort.NUMBER), number, PAGE_SIZE)


def search_address(question: Question) -> str:
    """The search page with the same words and filters, from its first page and in its own order."""
    return address(replace(question, sort=Sort.RELEVANCE, page=1))


def _of_kind(question: Question, kind: PublishedKind) -> Question:
    return replace(question, filters=MappingProxyType({**question.filters, Facet.KIND: (kind.slug,)}))


def _sections(answers: list[tuple[PublishedKind, Answer]]) -> list[Section]:
    """A list per kind, with their cards read together. Only of what the list of results holds a measure is known."""
    cards = cards_of((kind.slug, hit.page_id) for kind, found in answers for hit in found.hits)
    return [
        Section(
            kind,
            _in_order(found.hits, cards),
            found.total,
            search_address(found.question),
            measured_of(found) if kind.in_results else None,
        )
        for kind, found in answers
    ]


def measured_of(found: Answer) -> int | None:
    """How many methods of an answer have a result; None when no index says so, or it holds no methods."""
    levels = found.facets.get(Facet.STRENGTH)
    return None if levels is None else sum(value.count for value in levels if value.value in MEASURED)


def _in_order(hits: Iterable[Hit], cards: dict[int, Any]) -> tuple[Any, ...]:
    return tuple(cards[hit.page_id] for hit in hits if hit.page_id in cards)


def _only_theme(page: Any, question: Question) -> Theme | None:
    """The theme of a page that asks for that theme and nothing else: such a page wears its colour."""
    if question.text or set(question.filters) != {Facet.THEME} or len(question.filters[Facet.THEME]) != 1:
        return None
    return next(iter(page.themes.all()), None)
