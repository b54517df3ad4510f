"""What was measured of each method, per kind of organisation and per indicator, and what was not.

A pair is a method with a kind of organisation it is meant for, or with an indicator it aims at. It is a white spot as
long as no result compares this method by itself with a group without it. A head to head and a single measurement say
nothing of that.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, Min, Q

from cases.choices import Contrast, Design, Relation
from cases.models import ResultMethod
from cases.results.visibility import counting_results
from core.http.cache.kept import by_stamp
from core.visibility import public_pages
from methods.models import MethodPage

CONTROLLED = (Design.COMPARISON, Design.STAGGERED, Design.RANDOMISED)


class Side(StrEnum):
    """What a method is paired with."""

    FAMILY = "organisatie"
    INDICATOR = "maat"


class State(StrEnum):
    """How far a pair was measured. The values stand in addresses; only the last is no white spot."""

    NONE = "geen"
    UNCONTROLLED = "zonder-vergelijking"
    BUNDLE = "alleen-samen"
    COMPARED = "vergeleken"


STATE_LABELS = {
    State.NONE: "Nog geen resultaat",
    State.UNCONTROLLED: "Alleen zonder vergelijkingsgroep",
    State.BUNDLE: "Alleen samen met iets anders",
}


class Pair(NamedTuple):
    """A method and what it is paired with; `compared`, `uncontrolled` and `bundled` count its results.

    `measured_at` is when the first result that compares was published.
    """

    method: MethodPage
    slug: str
    label: str
    compared: int
    uncontrolled: int
    bundled: int
    measured_at: datetime | None

    @property
    def state(self) -> State:
        if self.compared:
            return State.COMPARED
        if self.uncontrolled:
            return State.UNCONTROLLED
        return State.BUNDLE if self.bundled else State.NONE


class _Counts(NamedTuple):
    compared: int = 0
    uncontrolled: int = 0
    bundled: int = 0
    measured_at: datetime | None = None


@by_stamp
def pairs(side: Side) -> tuple[Pair, ...]:
    """Every pair of a public method, by number of the method. Three queries."""
    methods = public_pages(MethodPage.objects.filter(number__isnull=False)).select_related("theme")
    linked = "families" if side is Side.FAMILY else "main_indicators__indicator"
    order = (f"{linked}__sort_order", f"{linked}__label")
    rows = (
        methods.filter(**{f"{linked}__ended_on__isnull": True, f"{linked}__isnull": False})
        .order_by("number", *order)
        .values_list("pk", f"{linked}__pk", f"{linked}__slug", f"{linked}__label", f"{linked}__{_WORDS[side]}")
    )
    by_key = {method.pk: method for method in methods}
    counted = _counts(side)
    return tuple(
        Pair(by_key[method], slug, plural or label, *counted.get((method, key), _Counts()))
        for method, key, slug, label, plural in dict.fromkeys(rows)
        if method in by_key
    )


def white_spots(side: Side) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs(side) if pair.state is not State.COMPARED)


def filled(side: Side) -> list[Pair]:
    """The pairs that are no white spot any more, the one that was filled last first."""
    done = [pair for pair in pairs(side) if pair.measured_at is not None]
    return sorted(done, key=lambda pair: (pair.measured_at, pair.method.number), reverse=True)


# The words for several of a kind of organisation; an indicator has one label.
_WORDS = {Side.FAMILY: "plural", Side.INDICATOR: "label"}
_PATHS = {Side.FAMILY: "result__page__organisations__organisation__family_id", Side.INDICATOR: "result__indicator_id"}


def _counts(side: Side) -> dict[tuple[int, int], _Counts]:
    alone, path = Q(relation=Relation.ALONE), _PATHS[side]
    compared = alone & Q(result__design__in=CONTROLLED)
    links = ResultMethod.objects.filter(result__in=counting_results().order_by().values("pk"))
    rows = (
        links.exclude(result__contrast=Contrast.NONE)
        .order_by()
        .values_list("method_id", path)
        .annotate(
            compared=Count("result", filter=compared, distinct=True),
            uncontrolled=Count("result", filter=alone & ~Q(result__design__in=CONTROLLED), distinct=True),
            bundled=Count("result", filter=Q(relation=Relation.BUNDLE), distinct=True),
            measured_at=Min("result__page__first_published_at", filter=compared),
        )
    )
    return {(method, key): _Counts(*counts) for method, key, *counts in rows}
