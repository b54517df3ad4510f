"""A listing page as a question to the search room, and its answer as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cases.cards.case_card import CaseCard, OutcomeCard, cards_by_page
from core.http.pagination import Paging, paging
from core.prefetch import words_of_page
from search.contract import Answer, Facet, Hit, Kind, Question, Sort
from search.query_string import PAGE, encode, page_asked
from search.service import answer
from vocabulary.models import Theme

PAGE_SIZE = 12
# How many cases stand below the methods of a theme, a family, …
CASES_BESIDE = 3
_WORDS = {Facet.FAMILY: "families", Facet.CHANNEL: "channels", Facet.THEME: "themes", Facet.BARRIER: "barriers"}

Card = OutcomeCard | CaseCard


class SavedQuestion(Protocol):
    """What a listing page keeps; its words are relations."""

    query: Any
    kind: Any
    sort: Any
    families: Any
    channels: Any
    themes: Any
    barriers: Any

    def get_url(self) -> str | None: ...


@dataclass(frozen=True)
class Section:
    """Cards of one kind. `total` is how many there are in all; `search_url` finds them with filters beside."""

    kind: Kind
    cards: tuple[Card, ...]
    total: int
    search_url: str


@dataclass(frozen=True)
class ListingView:
    """What a listing page shows.

    `section` is the list itself, over several pages; `cases` stands below it when the page asks for both kinds.
    For a page past the end (`paging.past_end`) the answer is a 404.
    """

    section: Section
    cases: Section | None
    paging: Paging
    degraded: bool
    plain: bool
    theme: Theme | None
    canonical_query: str


def listing_view(page: SavedQuestion, request: HttpRequest) -> ListingView:
    """Ask for the page in the address (`pagina`). A fixed number of queries, whatever there is to list."""
    question = listing_question(page, page_asked(request.GET))
    both = Facet.KIND not in question.filters
    asked = _of_kind(question, Kind.METHOD) if both else question
    found = answer(asked)
    beside = answer(replace(_of_kind(question, Kind.CASE), page=1, page_size=CASES_BESIDE)) if both else None
    section, cases = _sections(found, beside, Kind(asked.filters[Facet.KIND][0]))
    path = page.get_url() or ""
    pages = paging(asked.page, found.total, PAGE_SIZE, lambda number: _address(path, number))
    return ListingView(
        section=section,
        cases=cases,
        paging=pages,
        degraded=found.degraded,
        plain=found.is_plain,
        theme=_only_theme(page, question),
        canonical_query=f"?{urlencode({PAGE: pages.number})}" if pages.number > 1 else "",
    )


def listing_question(page: SavedQuestion, number: int = 1) -> Question:
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
    encoded = encode(replace(question, sort=Sort.RELEVANCE, page=1))
    return f"{reverse('search')}?{encoded}" if encoded else reverse("search")


def _of_kind(question: Question, kind: Kind) -> Question:
    return replace(question, filters=MappingProxyType({Facet.KIND: (kind.value,), **question.filters}))


def _sections(found: Answer, beside: Answer | None, kind: Kind) -> tuple[Section, Section | None]:
    """Both lists, with their cards read together."""
    cards = cards_by_page([hit.page_id for hit in (*found.hits, *(beside.hits if beside else ()))])

    def section(one: Answer, of_kind: Kind) -> Section:
        return Section(of_kind, _in_order(one.hits, cards), one.total, search_address(one.question))

    return section(found, kind), section(beside, Kind.CASE) if beside else None


def _in_order(hits: Iterable[Hit], cards: dict[int, Card]) -> tuple[Card, ...]:
    return tuple(cards[hit.page_id] for hit in hits if hit.page_id in cards)


def _only_theme(page: SavedQuestion, question: Question) -> Theme | None:
    """The theme of a page that asks for that theme and nothing else: such a page wears its colour."""
    if question.text or set(question.filters) != {Facet.THEME} or len(question.filters[Facet.THEME]) != 1:
        return None
    return next(iter(page.themes.all()), None)


def _address(path: str, number: int) -> str:
    return f"{path}?{urlencode({PAGE: number})}" if number > 1 else path
