"""In which order to do the methods of a selection, as "doe eerst" and "doe daarna" on their pages say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from methods.choices import RelationKind
from methods.models import MethodRelation
from workshop.selection.selection import Name, SelectedCard, SelectedCards, Selection


class Pair(NamedTuple):
    """Two cards of which the first is done first."""

    first: SelectedCard
    then: SelectedCard


class ProposedOrder(NamedTuple):
    """The pairs of the selection; `better` is the selection in an order that keeps them all, None when it does."""

    pairs: tuple[Pair, ...]
    better: Selection | None


def proposed_order(chosen: SelectedCards) -> ProposedOrder:
    """What the relations between its methods say. One query."""
    cards = {each.page_id: each for each in chosen.found}
    rows = MethodRelation.objects.filter(
        page_id__in=cards, method_id__in=cards, kind__in=(RelationKind.BEFORE, RelationKind.AFTER)
    ).values_list("page_id", "kind", "method_id")
    # On the page of a method, "doe eerst" names what comes before it.
    edges = {(other, page) if kind == RelationKind.BEFORE else (page, other) for page, kind, other in rows}
    # Two pages that say the opposite of each other say nothing.
    edges = {(first, then) for first, then in edges if first != then and (then, first) not in edges}
    place = {page_id: at for at, page_id in enumerate(cards)}
    pairs = [
        Pair(cards[first], cards[then])
        for first, then in sorted(edges, key=lambda edge: (place[edge[1]], place[edge[0]]))
    ]
    names = [each.name for each in chosen.found]
    order = _sorted(names, [(pair.first.name, pair.then.name) for pair in pairs])
    return ProposedOrder(tuple(pairs), None if order == names else Selection.of(order))


def _sorted(names: Sequence[Name], edges: Sequence[tuple[Name, Name]]) -> list[Name]:
    """Each after what comes before it, otherwise in the order given; a circle stays as it is."""
    order: list[Name] = []
    waiting = list(names)
    while waiting:
        blocked = {then for first, then in edges if first in waiting}
        following = next((name for name in waiting if name not in blocked), waiting[0])
        waiting.remove(following)
        order.append(following)
    return order
