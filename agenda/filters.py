"""The filters of the agenda, and the activities that fit them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from agenda.choices import State
from agenda.pages.activity import ActivityAmbition, ActivityPage
from agenda.pages.ambition import AmbitionPage
from agenda.rows import public_activities
from core.http.cache.kept import by_stamp
from core.http.query_filters import Filter, FilterSet
from core.text.numbers import sentence_case
from core.visibility import public_pages
from vocabulary.models import Organisation, OrganisationType

FAMILY, STATE, OWNER, YEAR, AMBITION, ORDER = "familie", "stand", "eigenaar", "jaar", "ambitie", "indeling"
BY_TIME, BY_STATE, BY_OWNER = "tijd", "stand", "eigenaar"
NOBODY = "niet-gepubliceerd"


def chosen_activities(chosen: Mapping[str, str], family: OrganisationType | None = None) -> QuerySet[ActivityPage]:
    """The public activities that fit."""
    pages = public_activities()
    slug = family.slug if family else chosen.get(FAMILY)
    if slug:
        pages = pages.filter(families__slug=slug)
    if state := chosen.get(STATE):
        pages = pages.filter(state=state)
    if owner := chosen.get(OWNER):
        pages = pages.filter(organisation=None) if owner == NOBODY else pages.filter(organisation__slug=owner)
    if year := chosen.get(YEAR):
        known = Q(first_day__isnull=False) | Q(last_day__isnull=False)
        begun = Q(first_day=None) | Q(first_day__year__lte=int(year))
        not_over = Q(last_day__year__gte=int(year)) | Q(last_day=None) & ~Q(state__in=(State.DONE, State.STOPPED))
        pages = pages.filter(known & begun & (not_over | Q(last_day=None, first_day__year=int(year))))
    if ambition := chosen.get(AMBITION):
        pages = pages.filter(pk__in=ActivityAmbition.objects.filter(ambition__slug=ambition).values("page"))
    return pages


@by_stamp
def families() -> dict[str, str]:
    """The families that an activity is about."""
    used = ActivityPage.families.through.objects.filter(activitypage__in=_public()).values("organisationtype_id")
    return dict(OrganisationType.objects.filter(pk__in=used).values_list("slug", "plural"))


@by_stamp
def _states() -> dict[str, str]:
    used = set(public_activities().order_by().values_list("state", flat=True).distinct())
    return {state.value: sentence_case(state.label) for state in State if state in used}


@by_stamp
def _owners() -> dict[str, str]:
    owners = public_activities().order_by().values("organisation")
    found = Organisation.objects.filter(pk__in=owners).order_by("label").values_list("slug", "label")
    return {**dict(found), **({NOBODY: "Niet gepubliceerd"} if owners.filter(organisation=None).exists() else {})}


@by_stamp
def _years() -> dict[str, str]:
    ends = (
        public_activities()
        .order_by()
        .aggregate(*(kind(name) for kind in (Min, Max) for name in ("first_day", "last_day")))
    )
    years = [day.year for day in ends.values() if day]
    return {str(year): str(year) for year in range(max(years), min(years) - 1, -1)} if years else {}


@by_stamp
def _ambitions() -> dict[str, str]:
    return dict(public_pages(AmbitionPage.objects.all()).order_by("path").values_list("slug", "title"))


def _public() -> QuerySet[ActivityPage, Any]:
    return public_activities().order_by().values("pk")


def _orders() -> dict[str, str]:
    return {BY_TIME: "Op tijd", BY_STATE: "Per stand", BY_OWNER: "Per eigenaar"}


_SHARED = (
    Filter(STATE, "Stand", _states),
    Filter(OWNER, "Eigenaar", _owners),
    Filter(YEAR, "Loopt in", _years),
    Filter(AMBITION, "Ambitie", _ambitions),
    Filter(ORDER, "Indeling", _orders),
)
_set = partial(FilterSet, things="activiteiten")
ALL = _set((Filter(FAMILY, "Familie", families), *_SHARED))
OF_FAMILY = _set(_SHARED)
