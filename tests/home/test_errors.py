from __future__ import annotations

import logging

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve
from django.views.defaults import page_not_found, permission_denied, server_error
from wagtail.models import PageViewRestriction

from tests.factories.pages import make_method, make_site
from tests.home.reading import soup, words


def test_an_error_of_ours_needs_no_database_and_no_context() -> None:
    response = server_error(RequestFactory().get("/"))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert words(page.h1) == "Er ging iets mis"
    assert page.html["lang"] == "nl"
    assert "{" not in render_to_string("500.html")


@pytest.mark.django_db
def test_not_found_and_forbidden_are_dutch_and_offer_a_way_on() -> None:
    make_site()
    request = RequestFactory().get("/kanariegeheim/")
    for view, status in ((page_not_found, 404), (permission_denied, 403)):
        response = view(request, Exception("kanariegeheim"))
        page = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == status
        assert page.select_one("form[role=search]")
        assert b"kanariegeheim" not in response.content


@pytest.mark.django_db
def test_a_page_behind_a_password_tells_nothing(client: Client) -> None:
    method = make_method(title="Kanariegeheim", gist="Kanariegeheim in één zin.", slug="kanarie")
    PageViewRestriction.objects.create(page=method, restriction_type="password", password="tralie")
    response = client.get(method.get_url())
    assert b"Kanariegeheim" not in response.content
    assert "Wachtwoord nodig" in response.content.decode()


@pytest.mark.django_db
def test_only_an_editor_sees_the_way_to_the_admin(client: Client) -> None:
    method = make_method()
    edit = f"/beheer/pages/{method.pk}/edit/"
    assert edit not in client.get(method.get_url()).content.decode()
    client.force_login(get_user_model().objects.create_user("lezer", password="x" * 12))
    assert edit not in client.get(method.get_url()).content.decode()
    client.force_login(get_user_model().objects.create_superuser("baas", password="x" * 12))
    assert "Bewerk deze pagina" in words(soup(client, method.get_url()))


@pytest.mark.django_db
def test_a_visitor_gets_no_cookie(client: Client) -> None:
    method = make_method()
    for path in ("/", "/methoden/", method.get_url(), "/zoeken/?q=brief", "/bestaat-niet/", "/sitemap.xml"):
        assert not client.get(path).cookies, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database is locked"), 503),
        (InterfaceError("connection already closed"), 503),
        (IntegrityError("unique"), 500),
        (ValueError("x"), 500),
    ],
)
def test_a_database_that_is_away_or_locked_is_not_called_a_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    def fail(request: HttpRequest) -> None:
        raise error

    caplog.set_level(logging.CRITICAL)
    match = resolve("/robots.txt")
    monkeypatch.setattr(match, "func", fail)
    monkeypatch.setattr("django.urls.resolvers.URLResolver.resolve", lambda *_: match)
    reply = Client(raise_request_exception=False).get("/robots.txt")
    assert reply.status_code == status
    assert reply.headers.get("Retry-After") == ("30" if status == 503 else None)
    assert words(BeautifulSoup(reply.content, "html.parser").h1) == "Er ging iets mis"
