"""What to do before, after, together with or instead of a method, seen from both sides."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from core.prefetch import holds
from core.visibility import public_ids
from methods.cards import MethodCard, method_cards
from methods.choices import RelationKind
from methods.models import MethodPage, MethodRelation


@dataclass(frozen=True)
class RelationGroup:
    """The neighbours of one kind, by number."""

    kind: RelationKind
    cards: tuple[MethodCard, ...]


def relation_groups(page: MethodPage) -> list[RelationGroup]:
    """Public neighbours in the order before, after, together, instead. One query, and two for what is not kept of them.

    Unsaved rows of a preview count; a neighbour named on both pages appears once. The page's own word wins when the
    two pages disagree.
    """
    rows = list(MethodRelation.objects.filter(Q(method=page.pk) | Q(page=page.pk)).order_by("sort_order", "pk"))
    own = page.relations.all() if holds(page, "relations") else [row for row in rows if row.page_id == page.pk]
    kinds = {row.page_id: RelationKind(row.kind).inverse for row in rows if row.page_id != page.pk}
    for row in own:
        if row.method_id and row.method_id != page.pk and row.kind:
            kinds[row.method_id] = RelationKind(row.kind)
    cards = sorted(method_cards(public_ids(list(kinds))).values(), key=lambda card: card.number)
    groups = [
        RelationGroup(kind, tuple(card for card in cards if kinds[card.page_id] is kind)) for kind in RelationKind
    ]
    return [group for group in groups if group.cards]
