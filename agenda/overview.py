"""A page of the agenda: activities on one axis, in groups. A fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Max, Min, QuerySet, Value, When
from django.utils import timezone

from agenda.choices import State
from agenda.filters import BY_OWNER, BY_STATE, BY_TIME, ORDER, YEAR, chosen_activities
from agenda.models import ActivityPage
from agenda.published import state_sentence, states_noted
from agenda.rows import METHODS, Row, rows_of
from agenda.timeline import Axis, Line, build_axis
from core.http.cache.validity import valid_before
from core.http.pagination import Pagination, paginate
from core.http.query_filters import Chosen
from core.text.numbers import sentence_case
from vocabulary.models import OrganisationType

PAGE_SIZE = 40
MOST_CHANGES = 5


class Placed(NamedTuple):
    row: Row
    line: Line | None
    methods: tuple[Any, ...]


class Group(NamedTuple):
    """`heading` is empty in order of time: the axis says when."""

    heading: str
    rows: tuple[Placed, ...]


@dataclass(frozen=True)
class Overview:
    """The context of `agenda/agenda.html`, as `overview`. `counts` are how many there are in each state."""

    asked: Chosen
    total: int
    counts: tuple[tuple[State, int], ...]
    groups: tuple[Group, ...]
    axis: Axis
    pagination: Pagination
    chips: tuple[Any, ...]
    changes: tuple[Any, ...]

    @property
    def is_filtered(self) -> bool:
        return bool(set(self.asked.values) - {ORDER})


def overview(asked: Chosen, path: str, family: OrganisationType | None) -> Overview:
    pages = chosen_activities(asked.values, family)
    order = asked.values.get(ORDER, BY_TIME)
    counts = dict(pages.order_by().values_list("state").annotate(amount=Count("pk")))
    total = sum(counts.values())
    shown = paginate(asked.page, total, PAGE_SIZE, lambda number: asked.url(path, page=number))
    rows = [] if shown.past_end else rows_of(_ordered(pages, order)[shown.start : shown.stop])
    today = timezone.localdate()
    valid_before(today + timedelta(days=1))
    ends = pages.order_by().aggregate(Min("first_day"), Max("first_day"), Min("last_day"), Max("last_day"))
    axis = build_axis(ends.values(), today, int(asked.values.get(YEAR, 0)))
    methods = METHODS.of([row.page.pk for row in rows])
    placed = [
        Placed(
            row,
            axis.line((row.page.first_day, row.page.last_day), _until(row.page, today)),
            tuple(methods.get(row.page.pk, ())),
        )
        for row in rows
    ]
    return Overview(
        asked=asked,
        total=total,
        counts=tuple((state, counts[state]) for state in State if counts.get(state)),
        groups=tuple(_groups(placed, order)),
        axis=axis,
        pagination=shown,
        chips=asked.chips(path),
        changes=tuple((row, state_sentence(row)) for row in changes(asked, family)[:MOST_CHANGES]),
    )


def _until(page: ActivityPage, today: date) -> date:
    """Up to when an activity without an end is drawn: what is over went on as long as is known."""
    if page.state in (State.DONE, State.STOPPED):
        return page.state_on or page.first_day or today
    return today


def changes(asked: Chosen, family: OrganisationType | None) -> Any:
    """The states of the chosen activities, those noted last on top."""
    return states_noted(chosen_activities(asked.values, family))


def _ordered(pages: QuerySet[ActivityPage], order: str) -> QuerySet[ActivityPage]:
    by_time = (F("first_day").desc(nulls_last=True), "title", "pk")
    if order == BY_OWNER:
        return pages.order_by(F("organisation__label").asc(nulls_last=True), *by_time)
    if order == BY_STATE:
        places = [When(state=state, then=Value(place)) for place, state in enumerate(State)]
        return pages.order_by(Case(*places, default=Value(9), output_field=IntegerField()), *by_time)
    return pages.order_by(*by_time)


def _groups(rows: Iterable[Placed], order: str) -> Iterable[Group]:
    for heading, members in groupby(rows, lambda placed: _heading(placed.row, order)):
        yield Group(heading, tuple(members))


def _heading(row: Row, order: str) -> str:
    if order == BY_OWNER:
        return row.page.organisation.label if row.page.organisation else "Eigenaar niet gepubliceerd"
    if order == BY_STATE:
        return sentence_case(row.state.label)
    return ""
