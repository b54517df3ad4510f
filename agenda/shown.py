"""What the pages of activities and ambitions show beside their own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from agenda.models import ActivityAmbition, ActivityMethod, ActivityPage, ActivityState, AmbitionPage
from agenda.rows import Row, public_activities, row_of, rows_of
from agenda.states import Shown, shown_state
from core.prefetch import words_of_page
from core.published import cards_of
from core.visibility import public_ids, public_pages


class Moment(NamedTuple):
    """A row of the history, newest first."""

    shown: Shown
    row: ActivityState


class ActivityView(NamedTuple):
    row: Row
    history: tuple[Moment, ...]
    others: tuple[Any, ...]
    ambitions: tuple[Any, ...]
    methods: tuple[Any, ...]
    cases: tuple[Any, ...]
    elaborates: Any
    elaborated_by: tuple[Any, ...]
    sources: tuple[Any, ...]


class AmbitionView(NamedTuple):
    activities: tuple[Row, ...]
    methods: tuple[Any, ...]
    cases: tuple[Any, ...]
    sources: tuple[Any, ...]


def activity_view(page: ActivityPage) -> ActivityView:
    """Also of a draft or preview, whose rows are not saved."""
    (families,) = words_of_page(page, "families")
    states = sorted(page.states.all(), key=ActivityState.place, reverse=True)
    above = public_pages(ActivityPage.objects.filter(pk=page.elaborates_id)).first() if page.elaborates_id else None
    below = public_pages(ActivityPage.objects.filter(elaborates=page.pk)) if page.pk else ActivityPage.objects.none()
    ambitions = public_pages(AmbitionPage.objects.filter(pk__in=_keys(page.ambition_rows, "ambition_id")))
    return ActivityView(
        row=row_of(page, families),
        history=tuple(Moment(shown_state(row.state, row.known_on, row.day), row) for row in states),
        others=tuple(row.organisation for row in page.others.all() if row.organisation_id),
        ambitions=tuple(ambitions.order_by("path")),
        methods=_cards("methode", _keys(page.method_rows, "method_id")),
        cases=_cards("praktijkvoorbeeld", _keys(page.case_rows, "case_id")),
        elaborates=above,
        elaborated_by=tuple(below.order_by("first_day", "title")),
        sources=tuple(page.sources.all()),
    )


def ambition_view(page: AmbitionPage) -> AmbitionView:
    """Methods count when the ambition names them, and when an activity that serves it does."""
    serving = ActivityAmbition.objects.filter(ambition=page.pk).values("page")
    activities = tuple(rows_of(public_activities().filter(pk__in=serving))) if page.pk else ()
    through = ActivityMethod.objects.filter(page__in=[row.page.pk for row in activities]).order_by("page", "sort_order")
    methods = dict.fromkeys([*_keys(page.method_rows, "method_id"), *through.values_list("method_id", flat=True)])
    return AmbitionView(
        activities=activities,
        methods=_cards("methode", list(methods)),
        cases=_cards("praktijkvoorbeeld", _keys(page.case_rows, "case_id")),
        sources=tuple(page.sources.all()),
    )


def _keys(rows: Any, name: str) -> list[int]:
    return [key for row in rows.all() if (key := getattr(row, name))]


def _cards(kind: str, page_ids: Iterable[int]) -> tuple[Any, ...]:
    """Of those that anyone may read, in the order given."""
    public = public_ids(list(page_ids))
    cards = cards_of((kind, page_id) for page_id in public)
    return tuple(cards[page_id] for page_id in public if page_id in cards)
