"""Template context of the home page: three entry links with counts, figures, and the newest cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from cases.cards.case_card import CaseCard, case_cards
from cases.cards.fair_test import FairTest, fair_test
from cases.choices import CaseKind
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp
from core.prefetch import child_rows
from core.visibility import public_ids, public_pages
from home.home_page_counts import front_counts, measured_counts
from home.listing import listing_question, measured_of
from home.models import HomePage, ListingPage
from home.term_links import word_address, word_pages
from methods.published import METHODS
from search.contract import Facet
from search.service import answer
from vocabulary.models import Barrier, OrganisationType, Term, Theme


@dataclass(frozen=True)
class WayIn:
    """Where a word or a saved question leads, and how many methods stand there.

    `measured` and `cases` are how many methods with a result and how many cases; None where nobody knows.
    """

    label: str
    url: str
    methods: int
    measured: int | None = None
    cases: int | None = None
    look: str = ""


@dataclass(frozen=True)
class FrontPage:
    """`hero` is the large figure; `featured` are the ones that an editor chose, all with a result."""

    problems: tuple[WayIn, ...]
    families: tuple[WayIn, ...]
    themes: tuple[WayIn, ...]
    methods: int
    measured: int
    cases: int
    hero: FairTest | None
    featured: tuple[CaseCard, ...]
    newest: tuple[CaseCard, ...]


def front_page(page: HomePage, request: HttpRequest | None) -> FrontPage:
    """Everything on the front page, in a fixed number of queries whatever the number of pages."""
    (counts, cases), (measured, examples), pages = front_counts(), measured_counts(), word_pages(request)
    [chosen] = child_rows([page], "featured")
    wanted = [row.case_id for row in chosen if row.case_id]
    newest, shown = _newest(page.newest_count), public_ids(wanted)
    cards, hero = case_cards([*shown, *newest]), fair_test()
    featured = [cards[key] for key in wanted if key in shown and cards[key].row]
    barriers = tuple(
        WayIn(
            word.sentence,
            word_address(word, pages),
            counts.barriers.get(word.slug, 0),
            measured.get((Facet.BARRIER, word.slug), 0) if measured else None,
        )
        for word in _current(Barrier)
    )
    return FrontPage(
        problems=(*_saved_beside(tuple(way.url for way in barriers)), *barriers),
        families=tuple(
            WayIn(
                word.label,
                word_address(word, pages),
                counts.families.get(word.slug, 0),
                cases=examples.get((Facet.FAMILY, word.slug), 0) if examples else None,
            )
            for word in _current(OrganisationType)
        ),
        themes=tuple(
            WayIn(word.label, word_address(word, pages), counts.themes.get(word.slug, 0), look=word.look)
            for word in _current(Theme)
        ),
        methods=counts.total,
        measured=measured.get((Facet.KIND, METHODS.slug), 0),
        cases=cases,
        hero=hero,
        featured=tuple(card for card in featured if hero is None or card.page_id != hero.row.case_id),
        newest=tuple(cards[key] for key in newest),
    )


@by_stamp
def _current(words: type[Term]) -> tuple[Any, ...]:
    return tuple(words.objects.current())


@by_stamp
def _saved_beside(addresses: tuple[str, ...]) -> tuple[WayIn, ...]:
    """The questions that editors saved beside the pages at these addresses: problems that no word of a list names."""
    parents = {address.rstrip("/").rpartition("/")[0] for address in addresses} - {""}
    ways = []
    for page in public_pages(ListingPage.objects.exclude(query="")).order_by("path"):
        address = page.get_url() or ""
        if address.rstrip("/").rpartition("/")[0] in parents:
            question = listing_question(page)
            found = answer(replace(question, filters={**question.filters, Facet.KIND: (METHODS.slug,)}, page_size=1))
            ways.append(WayIn(page.title, address, found.total, measured_of(found)))
    return tuple(ways)


@by_stamp
def _newest(count: int) -> tuple[int, ...]:
    """The keys of the cases with a measurement that were published last."""
    dated = public_cases().filter(kind=CaseKind.MEASUREMENT, first_published_at__isnull=False)
    return tuple(dated.order_by("-first_published_at", "-number").values_list("pk", flat=True)[:count])
