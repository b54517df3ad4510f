from __future__ import annotations

import pytest

from core.number_series import next_number, reserve_number, was_given_out
from methods.models import MethodPage
from tests.factories.pages import build_method, make_method, make_site

pytestmark = pytest.mark.django_db


def test_numbers_count_up_per_series() -> None:
    assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]


def test_a_reserved_number_is_not_given_out_again() -> None:
    reserve_number("a", 31)
    reserve_number("a", 5)
    assert next_number("a") == 32


def test_a_number_that_once_existed_is_remembered() -> None:
    page = make_method()
    number = page.number or 0
    page.delete()
    assert was_given_out("methode", number)
    assert not was_given_out("methode", number + 1)
    assert not was_given_out("methode", 0)
    assert make_method().number == number + 1


def test_a_page_made_with_a_number_moves_the_counter() -> None:
    page = make_site().methods.add_child(instance=build_method(number=60))
    assert page.number == 60
    assert make_method().number == 61


def test_a_copy_gets_the_next_number_also_in_its_revisions() -> None:
    page = make_method()
    copy = page.copy(update_attrs={"slug": "kopie"})
    assert copy.number == (page.number or 0) + 1
    copy.get_latest_revision().publish()
    assert MethodPage.objects.get(pk=copy.pk).number == copy.number
    assert MethodPage.objects.get(pk=page.pk).number == page.number


def test_a_revision_never_brings_another_number() -> None:
    page = make_method()
    revision = page.save_revision()
    revision.content["number"] = 999
    assert revision.as_object().number == page.number
