"""Activities as the rows of a list, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from agenda.pages.activity import ActivityAmbition, ActivityCase, ActivityMethod, ActivityOrganisation, ActivityPage
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


class Link(NamedTuple):
    """What an activity names in rows of its own: its `relation`, and `field` and `key` of what a row leads to."""

    relation: str
    model: Any
    field: str
    key: str

    @property
    def targets(self) -> QuerySet[Any]:
        """What a row may lead to, of pages those that anyone may read."""
        target = self.model._meta.get_field(self.field).related_model
        found: QuerySet[Any] = public_pages(target.objects.all()) if issubclass(target, Page) else target.objects.all()
        return found.order_by()

    def of(self, page_ids: Collection[int]) -> dict[int, list[Any]]:
        """What these activities lead to, each in its own order. One query."""
        found: dict[int, list[Any]] = defaultdict(list)
        leads = {"page__in": page_ids, f"{self.field}__in": self.targets.values("pk")}
        for row in self.model.objects.filter(**leads).select_related(self.field).order_by("sort_order", "pk"):
            found[row.page_id].append(getattr(row, self.field))
        return found


METHODS = Link("method_rows", ActivityMethod, "method", "number")
# By the name of the column in files.
LINKS = {
    "betrokken": Link("others", ActivityOrganisation, "organisation", "slug"),
    "ambities": Link("ambition_rows", ActivityAmbition, "ambition", "slug"),
    "methoden": METHODS,
    "praktijkvoorbeelden": Link("case_rows", ActivityCase, "case", "number"),
}


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
