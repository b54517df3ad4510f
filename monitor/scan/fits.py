"""Which methods fit a product that is not at its optimum: by what people run into, the channel and the family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from core.http.query_filters import with_query
from core.visibility import public_pages
from methods.models import MethodPage
from monitor.scan.choices import Login
from monitor.scan.formulas import Level
from monitor.scan.models import ScanLine

_MOST = 3
_ONLINE = frozenset({"formulier", "web"})
_HALF = Decimal(50)


class Need(NamedTuple):
    """What methods must be about, as slugs of barriers and channels."""

    barriers: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()


class Fitting(NamedTuple):
    """The nearest methods, and the address of a search that finds all of them."""

    methods: list[MethodPage]
    more: str


def need_of(row: ScanLine) -> Need:
    """A needless log-in asks for methods about that; a missing form, a hard one and one nobody knows for theirs."""
    line = row.as_line()
    barriers = {"inloggen"} if row.login == Login.NEEDLESS else set()
    if line.gap and line.level is Level.NOT:
        return Need(frozenset(barriers), _ONLINE)
    if line.gap:
        return Need(frozenset(barriers | {"ingewikkeld"}), _ONLINE)
    if line.level is Level.FULLY and row.digital is not None and row.digital < _HALF:
        barriers |= {"onbekend", "gewoonte"}
    return Need(frozenset(barriers))


def fitting(family: str, rows: Iterable[ScanLine]) -> dict[int, Fitting]:
    """What fits each of these lines, by key of the line; nothing for one that needs nothing. Three queries."""
    needs = {row.pk: need for row in rows if any(need := need_of(row))}
    if not needs:
        return {}
    methods = public_pages(MethodPage.objects.filter(families__slug=family)).order_by("number")
    facts = [
        (method, {each.slug for each in method.barriers.all()}, {each.slug for each in method.channels.all()})
        for method in methods.prefetch_related("barriers", "channels")
    ]
    return {key: Fitting(_nearest(need, facts), _search(family, need)) for key, need in needs.items()}


def _nearest(need: Need, facts: Sequence[tuple[MethodPage, set[str], set[str]]]) -> list[MethodPage]:
    """Those about most of it first; of these the ones that name the fewest channels, which are most about this one."""
    found = [
        (-len(need.barriers & barriers), -len(need.channels & channels), len(channels), method.number, method)
        for method, barriers, channels in facts
        if need.barriers & barriers or need.channels & channels
    ]
    return [method for *_, method in sorted(found, key=lambda each: each[:4])[:_MOST]]


def _search(family: str, need: Need) -> str:
    """By barrier where there is one: facets narrow each other, so both at once would leave methods out."""
    asked = [("belemmering", each) for each in sorted(need.barriers)] or [
        ("kanaal", each) for each in sorted(need.channels)
    ]
    return with_query(reverse("search"), [("soort", "methode"), ("familie", family), *asked])
