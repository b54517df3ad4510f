"""Activities as the rows of a list, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from agenda.models import ActivityPage
from agenda.states import Shown, shown_state
from core.prefetch import words_of
from core.text.periods import format_period
from core.visibility import public_pages


class Row(NamedTuple):
    page: ActivityPage
    url: str
    families: tuple[Any, ...]
    owner: str
    period: str
    state: Shown


def public_activities() -> QuerySet[ActivityPage]:
    """The activities that anyone may read now, with their owner, those that began first on top."""
    pages: QuerySet[ActivityPage] = public_pages(ActivityPage.objects.select_related("organisation"))
    return pages.order_by("first_day", "last_day", "title", "pk")


def rows_of(pages: Iterable[ActivityPage]) -> list[Row]:
    """One query for the families of all."""
    found = list(pages)
    families = words_of(ActivityPage.families, [page.pk for page in found])
    return [row_of(page, families.get(page.pk, [])) for page in found]


def row_of(page: ActivityPage, families: Iterable[Any]) -> Row:
    return Row(
        page=page,
        url=page.get_url() or "",
        families=tuple(families),
        owner=owner_of(page),
        period=period_of(page),
        state=shown_state(page.state, page.state_known, page.state_on),
    )


def owner_of(page: ActivityPage) -> str:
    """The owner and who else the source names; empty when it names nobody."""
    return ", ".join(filter(None, (page.organisation.label if page.organisation else "", page.owner_note)))


def period_of(page: ActivityPage) -> str:
    """`2014 tot en met 2017`, `vanaf 2016`; the words of the source when there are no dates."""
    begins, ends = format_period(page.begins), format_period(page.ends)
    if begins and ends:
        return begins if begins == ends else f"{begins} tot en met {ends}"
    if begins or ends:
        return f"vanaf {begins}" if begins else f"tot en met {ends}"
    return page.period_note or "niet gepubliceerd"
