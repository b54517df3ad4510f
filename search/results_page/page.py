"""Everything the search page shows, ready for its template: no query, no decision is left to make there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.http.carried import Pairs, taken_along
from core.http.feeds import feed_path
from core.http.pagination import Pagination, paginate
from core.http.query_filters import Chip
from search import query_string
from search.contract import Answer, Facet, FacetValue, Question, Sort
from search.facets import Fixed
from search.query_string import ParsedQuery, address, as_followed, canonical_address
from search.results_page.filter_suggestions import FilterSuggestion, named_filters, themes_to_browse
from search.results_page.hit_cards import HitCard, HitCards, cards_of_hits
from search.results_page.named_pages import NamedPage, named_pages
from search.results_page.next_links import CorrectedQuestion, NextLink, relaxed_links, suggestion
from search.service import answer
from search.service.relaxation import nearest_barrier
from vocabulary.models import Barrier

# Values of one facet that stand open; the others fold out.
UNFOLDED = 7
# Values of one facet that are drawn. Whoever misses one types its name: all of them are searched.
MOST_CHOICES = 60


@dataclass(frozen=True)
class Choice:
    """A value of a facet."""

    value: str
    label: str
    count: int
    selected: bool
    question: Question
    facet: Facet

    @property
    def meaning(self) -> str:
        """The meaning of the value, where its label does not say enough."""
        return self.facet.values.meanings.get(self.value, "") if isinstance(self.facet.values, Fixed) else ""

    @property
    def url(self) -> str:
        """The question with it, or without it when it is selected. Made only when asked: there are hundreds."""
        change = query_string.without_value if self.selected else query_string.with_value
        return address(change(self.question, self.facet, self.value))


@dataclass(frozen=True)
class FacetGroup:
    """A facet with values to choose. `left_out` is how many others lead to fewer pages."""

    facet: Facet
    choices: tuple[Choice, ...]
    left_out: int = 0

    @property
    def name(self) -> str:
        """The parameter in the address."""
        return self.facet.value

    @property
    def open_choices(self) -> tuple[Choice, ...]:
        return self.choices[:UNFOLDED]

    @property
    def folded_choices(self) -> tuple[Choice, ...]:
        return self.choices[UNFOLDED:]

    @property
    def is_folded(self) -> bool:
        return bool(self.folded_choices)

    @property
    def has_selection(self) -> bool:
        return any(choice.selected for choice in self.choices)

    @property
    def is_unfolded(self) -> bool:
        """Whether a group that starts closed stands open; after an organisation the question is what it costs there."""
        asks_effort = self.facet in (Facet.MONEY, Facet.KNOWLEDGE)
        return self.has_selection or (asks_effort and Facet.FAMILY in self.choices[0].question.filters)

    @property
    def has_folded_selection(self) -> bool:
        return any(choice.selected for choice in self.folded_choices)


@dataclass(frozen=True)
class SearchPage:
    """The context of `search/search.html`, as `search_page`.

    `question` and `answer` are the contract's; `cards` are the hits joined with their cards; `notices` are Dutch
    sentences about what was left out of the address; `chips` the filters that are on; `groups` the facets with
    something to choose; `pagination` the other pages of it; `did_you_mean`, `filters` (that the question names),
    `relaxed`, `browse` and `barrier` help on (the last three only when nothing was found). `beside` are other kinds
    with pages that fit, `named` those of them that the question names. `past_end` is the address of the last page when
    a page beyond it was asked for: the answer is then a 404. `clear_url` is the same words without filters. `hidden`
    are the parameters a form must repeat beside `q`: (name, value) of every filter and the order; `carried` those that
    are no question but go along.
    """

    question: Question
    answer: Answer
    cards: HitCards
    notices: tuple[str, ...]
    chips: tuple[Chip, ...]
    groups: tuple[FacetGroup, ...]
    pagination: Pagination
    did_you_mean: CorrectedQuestion | None
    filters: tuple[FilterSuggestion, ...]
    relaxed: tuple[NextLink, ...]
    browse: tuple[FilterSuggestion, ...]
    barrier: Barrier | None
    beside: tuple[Choice, ...]
    named: tuple[NamedPage, ...]
    canonical_url: str
    clear_url: str
    hidden: tuple[tuple[str, str], ...]
    carried: Pairs = ()

    @property
    def total(self) -> int:
        return self.answer.total

    @property
    def feed_url(self) -> str:
        return feed_path(canonical_address(as_followed(self.question)))

    @property
    def past_end(self) -> str | None:
        return self.pagination.past_end

    @property
    def results(self) -> tuple[HitCard, ...]:
        return self.cards.results

    @property
    def featured(self) -> tuple[HitCard, ...]:
        return self.cards.featured

    @property
    def has_hits(self) -> bool:
        """True when this page has hits, also when all of them are among those put first."""
        return bool(self.cards.results or self.cards.promoted_count)

    @property
    def leads_on(self) -> bool:
        """True when there is something to click that gives pages, or comes near what was meant."""
        return bool(
            self.has_hits
            or self.featured
            or self.did_you_mean
            or self.filters
            or self.relaxed
            or self.browse
            or self.barrier
            or self.beside
        )

    @property
    def is_plain(self) -> bool:
        """True for the page as it is without any question: only that one is for search engines."""
        return self.question == Question()


def build_page(asked: ParsedQuery) -> SearchPage:
    """Ask, and make everything ready. A fixed number of queries; a few more when nothing is found."""
    question = asked.question
    found = answer(question)
    return SearchPage(
        question=question,
        answer=found,
        cards=cards_of_hits(found),
        notices=asked.notices,
        chips=_chips(asked),
        groups=_groups(found),
        pagination=paginate(
            question.page, found.total, question.page_size, lambda number: address(replace(question, page=number))
        ),
        did_you_mean=suggestion(found),
        filters=() if found.degraded else named_filters(found),
        relaxed=relaxed_links(asked, found) if not found.total else (),
        browse=() if found.total or found.is_plain else themes_to_browse(),
        barrier=nearest_barrier(found.asked) if not found.total else None,
        beside=_choices(question, Facet.KIND, found.beside),
        named=named_pages(found),
        canonical_url=canonical_address(question),
        clear_url=address(Question(text=question.text)),
        hidden=tuple(_hidden(question)),
        carried=taken_along(),
    )


def _chips(asked: ParsedQuery) -> tuple[Chip, ...]:
    question = asked.question
    return tuple(
        Chip(asked.labels.get((facet, value), value), address(query_string.without_value(question, facet, value)))
        for facet, values in question.filters.items()
        for value in values
    )


def _groups(found: Answer) -> tuple[FacetGroup, ...]:
    groups = []
    for facet in Facet:
        if values := found.facets.get(facet):
            shown = most_found(values)
            choices = _choices(found.question, facet, shown)
            groups.append(FacetGroup(facet, choices, len(values) - len(shown)))
    return tuple(groups)


def most_found(values: Sequence[FacetValue], most: int = MOST_CHOICES) -> list[FacetValue]:
    """The selected values and the `most` with the highest counts, in the order given."""
    kept = sorted(values, key=lambda value: (not value.selected, -value.count))[:most]
    chosen = {value.value for value in kept}
    return [value for value in values if value.value in chosen or value.selected]


def _choices(question: Question, facet: Facet, values: Iterable[FacetValue]) -> tuple[Choice, ...]:
    return tuple(Choice(value.value, value.label, value.count, value.selected, question, facet) for value in values)


def _hidden(question: Question) -> Iterable[tuple[str, str]]:
    for facet, values in question.filters.items():
        yield from ((facet.value, value) for value in values)
    if question.sort is not Sort.RELEVANCE:
        yield query_string.SORT, question.sort.value
