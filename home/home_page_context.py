"""Template context of the home page: three entry links with counts, figures, and the newest cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest

from cases.cards.case_card import CaseCard, case_cards
from cases.choices import CaseKind
from cases.results.visibility import public_cases
from core.prefetch import child_rows
from core.visibility import public_pages
from home.home_page_counts import front_counts
from home.models import HomePage
from home.term_links import WordPages, word_address, word_pages
from methods.models import MethodPage
from vocabulary.models import Barrier, OrganisationType, Term, Theme

_SHEETS = 3


@dataclass(frozen=True)
class WayIn:
    """A word with where it leads and how many methods stand there."""

    word: Term
    url: str
    methods: int


@dataclass(frozen=True)
class FrontPage:
    """`hero` is the large figure, `featured` the ones below it; both carry a result.

    `sheets` are number and look of three methods: the pile of cards behind the large figure.
    """

    barriers: tuple[WayIn, ...]
    families: tuple[WayIn, ...]
    themes: tuple[WayIn, ...]
    methods: int
    cases: int
    hero: CaseCard | None
    featured: tuple[CaseCard, ...]
    newest: tuple[CaseCard, ...]
    sheets: tuple[tuple[int, str], ...]


def front_page(page: HomePage, request: HttpRequest | None) -> FrontPage:
    """Everything on the front page, in a fixed number of queries whatever the number of pages."""
    (counts, cases), pages = front_counts(), word_pages(request)
    [chosen] = child_rows([page], "featured")
    wanted = [row.case_id for row in chosen if row.case_id]
    public = public_cases()
    newest = list(
        public.filter(kind=CaseKind.MEASUREMENT, first_published_at__isnull=False)
        .order_by("-first_published_at", "-number")
        .values_list("pk", flat=True)[: page.newest_count]
    )
    shown = set(public.filter(pk__in=wanted).values_list("pk", flat=True))
    cards = case_cards(shown | set(newest))
    featured = [cards[key] for key in wanted if key in shown and cards[key].row]
    return FrontPage(
        barriers=_ways(Barrier.objects.current(), counts.barriers, pages),
        families=_ways(OrganisationType.objects.current(), counts.families, pages),
        themes=_ways(Theme.objects.current(), counts.themes, pages),
        methods=counts.total,
        cases=cases,
        hero=featured[0] if featured else None,
        featured=tuple(featured[1:]),
        newest=tuple(cards[key] for key in newest),
        sheets=_sheets(),
    )


def _ways(words: Iterable[Term], counts: Mapping[str, int], pages: WordPages) -> tuple[WayIn, ...]:
    return tuple(WayIn(word, word_address(word, pages), counts.get(word.slug, 0)) for word in words)


def _sheets() -> tuple[tuple[int, str], ...]:
    """The highest number of each theme, for the first themes that have a method."""
    methods = public_pages(MethodPage.objects.filter(theme__isnull=False, number__isnull=False))
    highest = methods.order_by("theme__sort_order").values_list("theme__look").annotate(highest=Max("number"))
    return tuple((number, look) for look, number in highest[:_SHEETS])
