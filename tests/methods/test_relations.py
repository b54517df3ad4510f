from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from methods.choices import RelationKind
from methods.models import MethodPage
from methods.relations import relation_groups
from tests.factories.pages import build_method, make_method

pytestmark = pytest.mark.django_db


def seen_from(page: MethodPage) -> dict[RelationKind, list[int]]:
    return {group.kind: [card.number for card in group.cards] for group in relation_groups(page)}


@pytest.mark.parametrize(
    ("kind", "from_the_other_side"),
    [
        (RelationKind.BEFORE, RelationKind.AFTER),
        (RelationKind.AFTER, RelationKind.BEFORE),
        (RelationKind.TOGETHER, RelationKind.TOGETHER),
        (RelationKind.INSTEAD, RelationKind.INSTEAD),
    ],
)
def test_a_relation_is_seen_from_both_sides(kind: RelationKind, from_the_other_side: RelationKind) -> None:
    other = make_method()
    page = make_method(relations=[(kind, other)])
    assert seen_from(page) == {kind: [other.number]}
    assert seen_from(other) == {from_the_other_side: [page.number]}


def test_a_relation_named_on_both_pages_is_shown_once() -> None:
    first = make_method()
    second = make_method(relations=[(RelationKind.TOGETHER, first)])
    first.relations = list(make_relations(first, second))
    first.save_revision().publish()
    assert seen_from(first) == {RelationKind.TOGETHER: [second.number]}


def make_relations(page: MethodPage, other: MethodPage) -> list[object]:
    return list(build_method(relations=[(RelationKind.TOGETHER, other)]).relations.all())


def test_groups_stand_in_the_order_of_doing_and_cards_by_number() -> None:
    last, first, middle = make_method(), make_method(), make_method()
    page = make_method(
        relations=[(RelationKind.INSTEAD, last), (RelationKind.BEFORE, middle), (RelationKind.BEFORE, first)]
    )
    assert list(seen_from(page).items()) == [
        (RelationKind.BEFORE, [first.number, middle.number]),
        (RelationKind.INSTEAD, [last.number]),
    ]


def test_neighbours_that_are_not_public_are_left_out() -> None:
    draft, closed = make_method(live=False), make_method()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert seen_from(make_method(relations=[(RelationKind.BEFORE, draft), (RelationKind.AFTER, closed)])) == {}
