from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.pages import make_case, make_method
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slash", ["", "/"])
def test_leads_to_the_page(client: Client, slash: str) -> None:
    method, case = make_method(), make_case()
    for page in (method, case):
        response = client.get(f"{page.short_url}{slash}")
        assert (response.status_code, response["Location"]) == (302, page.get_url())


def test_takes_along_what_was_asked(client: Client) -> None:
    method = make_method()
    assert client.get(f"{method.short_url}?start=34&maat=a")["Location"] == f"{method.get_url()}?start=34&maat=a"


def test_follows_the_page_when_its_slug_changes(client: Client) -> None:
    method = make_method()
    method.slug = "een-ander-adres"
    method.save_revision().publish()
    assert client.get(method.short_url)["Location"] == "/methoden/een-ander-adres/"


@pytest.mark.parametrize("path", ["/m/0", "/p/0", "/m/999999999", "/m/9999999999999999999999", "/m/abc", "/x/1"])
def test_a_number_never_given_out_is_not_found(client: Client, path: str) -> None:
    make_method()
    response = client.get(path, follow=True)
    assert response.status_code == 404
    page = BeautifulSoup(response.content, "html.parser")
    assert words(page.h1) == "Deze pagina bestaat niet"


def test_a_page_that_is_not_public_is_not_found_and_not_named(client: Client) -> None:
    draft = make_method(live=False, title="Kanariegeheim concept")
    expired = make_method(expire_at=timezone.now() - timedelta(minutes=1), title="Kanariegeheim verlopen")
    closed = make_case(title="Kanariegeheim besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, expired, closed):
        response = client.get(page.short_url)
        assert response.status_code == 404
        assert b"Kanariegeheim" not in response.content


def test_a_deleted_number_is_gone(client: Client) -> None:
    method = make_method(title="Kanariegeheim")
    address = method.short_url
    method.delete()
    page = soup(client, address, status=410)
    assert words(page.h1) == f"Methode {method.number} is er niet meer"
    assert "Kanariegeheim" not in words(page)
    assert client.get(address).headers["Content-Security-Policy"].count("'none'") >= 3


def test_a_query_that_no_header_holds_is_left_out(client: Client) -> None:
    page = make_method()
    address = f"/m/{page.number}"
    assert client.get(f"{address}?a=1")["Location"].endswith("?a=1")
    assert len(client.get(f"{address}?a={'1' * 3900}")["Location"]) < 200
