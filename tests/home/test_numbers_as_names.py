"""The number of a page, a year or a key is a name: it is written the same everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from tests.factories.pages import build_result, make_case, make_method, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> list[str]:
    """Where the method and the case with a large number are shown."""
    make_site()
    method = make_method(number=1234, title="Stuur een herinnering")
    case = make_case(number=2345, title="Minder vragen", results=[build_result(counts_for=[method])])
    return [method.get_url(), case.get_url(), "/", "/methoden/", "/praktijk/", "/resultaten/", "/resultaten/atom.xml"]


def test_a_number_of_a_page_has_no_dot(client: Client, addresses: list[str]) -> None:
    shown = ""
    for address in addresses:
        text = client.get(address).content.decode()
        assert "1.234" not in text and "2.345" not in text, address
        shown += text
    for said in ("(methode 1234)", 'data-number="1234"', "(praktijkvoorbeeld 2345)", 'data-number="2345"'):
        assert said in shown


def test_nor_in_the_admin(admin_client: Client, addresses: list[str]) -> None:
    for address in ("/beheer/methoden/", "/beheer/praktijkvoorbeelden/", reverse("editorial_zonder-resultaat")):
        text = admin_client.get(address).content.decode()
        assert "1.234" not in text and "2.345" not in text, address


@pytest.mark.parametrize(("value", "written"), [(1234, "1234"), (20_241, "20241"), (1234.5, "1234,5")])
def test_a_template_adds_no_dots_by_itself(value: Any, written: str) -> None:
    assert Template("{{ value }}").render(Context({"value": value})) == written


def test_a_quantity_has_them() -> None:
    assert Template("{% load site_tags %}{{ value|dutch }}").render(Context({"value": 33_000})) == "33.000"
