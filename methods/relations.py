"""What to do before, after, together with or instead of a method, seen from both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from core.http.cache.kept import by_stamp
from core.visibility import public_ids
from methods.cards import MethodCard, method_cards
from methods.choices import RelationKind
from methods.models import MethodPage, MethodRelation


@dataclass(frozen=True)
class RelationGroup:
    """The neighbours of one kind, by number."""

    kind: RelationKind
    cards: tuple[MethodCard, ...]


@by_stamp
def _named_by() -> Mapping[int | None, list[tuple[int, str]]]:
    """Which pages name a method, and as what, by the method. One query for all."""
    found: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    rows = MethodRelation.objects.exclude(method_id=F("page_id")).order_by("pk")
    for method_id, page_id, kind in rows.values_list("method_id", "page_id", "kind"):
        found[method_id].append((page_id, kind))
    return found


def relation_groups(page: MethodPage) -> list[RelationGroup]:
    """Public neighbours in the order before, after, together, instead.

    Unsaved rows of a preview count; a neighbour named on both pages appears once. The page's own word wins when the
    two pages disagree.
    """
    kinds: dict[int, RelationKind] = {}
    for page_id, kind in _named_by().get(page.pk, ()):
        kinds[page_id] = RelationKind(kind).inverse
    for row in page.relations.all():
        if row.method_id and row.method_id != page.pk and row.kind:
            kinds[row.method_id] = RelationKind(row.kind)
    cards = sorted(method_cards(public_ids(list(kinds))).values(), key=lambda card: card.number)
    groups = [
        RelationGroup(kind, tuple(card for card in cards if kinds[card.page_id] is kind)) for kind in RelationKind
    ]
    return [group for group in groups if group.cards]
