"""Values are kept per public state, and never outlive what was said of the clock while they were computed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.http.cache.kept import by_stamp, each_by_stamp, under
from core.http.cache.validity import collecting, do_not_keep, valid_until
from tests.factories.pages import make_case, make_method, make_site

FIRST, SECOND = (1, 1), (2, 2)


def test_a_value_is_computed_once_per_stamp_and_arguments() -> None:
    asked = []

    @by_stamp
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    for stamp in (FIRST, FIRST, SECOND):
        with under(stamp):
            assert [double(1), double(2), double(1)] == [2, 4, 2]
    assert asked == [1, 2, 1, 2]


def test_nothing_is_kept_outside_a_request_of_a_reader() -> None:
    asked = []

    @by_stamp
    def value() -> int:
        asked.append(1)
        return len(asked)

    assert [value(), value()] == [1, 2]


def test_many_are_asked_only_for_what_is_not_kept_and_come_in_the_order_asked() -> None:
    asked: list[list[int]] = []

    @each_by_stamp
    def halves(numbers: Collection[int]) -> dict[int, int]:
        asked.append(list(numbers))
        return {number: number // 2 for number in numbers if number % 2 == 0}

    with under(FIRST):
        assert halves([4, 1]) == {4: 2}
        assert list(halves([6, 4, 1]).items()) == [(6, 3), (4, 2)]
    assert asked == [[4, 1], [6]]


def test_what_is_right_for_one_answer_only_is_not_kept_and_the_page_is_told() -> None:
    asked = []

    @by_stamp
    def value() -> int:
        do_not_keep()
        asked.append(1)
        return len(asked)

    with under(FIRST), collecting() as page:
        assert [value(), value()] == [1, 2]
    assert not page.may_keep


def test_every_page_that_uses_a_kept_value_is_told_until_when_it_is_right() -> None:
    soon = timezone.now() + timedelta(hours=1)

    @by_stamp
    def value() -> int:
        valid_until(soon)
        return 1

    for _ in range(2):
        with under(FIRST), collecting() as page:
            value()
        assert page.moments == [soon]


def test_a_value_is_computed_again_when_its_time_is_over() -> None:
    asked = []

    @by_stamp
    def value() -> int:
        valid_until(timezone.now() - timedelta(seconds=1))
        asked.append(1)
        return len(asked)

    with under(FIRST):
        assert [value(), value()] == [1, 2]


@pytest.mark.django_db
def test_menus_cards_and_restrictions_follow_what_editors_do(client: Client) -> None:
    site = make_site()
    method = make_method(title="Bel terug")
    case = make_case(title="Teruggebeld in Ede", methods=[method])

    def page(path: str) -> str:
        return client.get(path).content.decode()

    assert "Teruggebeld in Ede" in page(method.get_url())
    case.title = "Gemaild in Ede"
    case.save_revision().publish()
    assert "Gemaild in Ede" in page(method.get_url())
    PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.PASSWORD, password="sesam")
    assert "Gemaild in Ede" not in page(method.get_url())
    assert client.get(case.get_url()).context_data.get("form") is not None

    assert ">Aanpakken</a>" not in page("/")
    site.methods.title, site.methods.show_in_menus = "Aanpakken", True
    site.methods.save_revision().publish()
    assert ">Aanpakken</a>" in page("/")
