"""Template context of the home page: three entry links with counts, figures, and the newest cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest

from cases.cards.case_card import CaseCard, case_cards
from cases.choices import CaseKind
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp
from core.prefetch import child_rows
from core.visibility import public_ids, public_pages
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
    newest, shown = _newest(page.newest_count), public_ids(wanted)
    cards = case_cards([*shown, *newest])
    featured = [cards[key] for key in wanted if key in shown and cards[key].row]
    return FrontPage(
        barriers=_ways(_current(Barrier), counts.barriers, pages),
        families=_ways(_current(OrganisationType), counts.families, pages),
        themes=_ways(_current(Theme), counts.themes, pages),
        methods=counts.total,
        cases=cases,
        hero=featured[0] if featured else None,
        featured=tuple(featured[1:]),
        newest=tuple(cards[key] for key in newest),
        sheets=_sheets(),
    )


def _ways(words: Iterable[Term], counts: Mapping[str, int], pages: WordPages) -> tuple[WayIn, ...]:
    return tuple(WayIn(word, word_address(word, pages), counts.get(word.slug, 0)) for word in words)


@by_stamp
def _current(words: type[Term]) -> tuple[Term, ...]:
    return tuple(words.objects.current())


@by_stamp
def _newest(count: int) -> tuple[int, ...]:
    """The keys of the cases with a measurement that were published last."""
    dated = public_cases().filter(kind=CaseKind.MEASUREMENT, first_published_at__isnull=False)
    return tuple(dated.order_by("-first_published_at", "-number").values_list("pk", flat=True)[:count])


@by_stamp
def _sheets() -> tuple[tuple[int, str], ...]:
    """The highest number of each theme, for the first themes that have a method."""
    methods = public_pages(MethodPage.objects.filter(theme__isnull=False, number__isnull=False))
    highest = methods.order_by("theme__sort_order").values_list("theme__look").annotate(highest=Max("number"))
    return tuple((number, look) for look, number in highest[:_SHEETS])
