"""A large body is refused before it is read, at every address, of everybody who is not logged in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client

from core.http.guards.body_limit import MOST_BYTES
from core.models import User
from tests.factories.pages import make_method, make_site

pytestmark = pytest.mark.django_db
TYPES = ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json", ""]
ADDRESSES = [
    *("/", "/methoden/", "/zoeken/", "/zoeken/gekozen/", "/vraag-de-redactie/", "/bestaat-niet/", "/beheer/"),
    *("/beheer/login/", "/toegang/inloggen/", "/toegang/wachtwoord-vergeten/", "/_util/login/"),
    *("/documenten/authenticate_with_password/1/",),
]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which bodies were read."""
    read: list[str] = []
    for name in ("read", "_load_post_and_files"):

        def note(self: WSGIRequest, *_: Any) -> bytes:
            read.append(self.path)
            raise AssertionError("the body is read")

        monkeypatch.setattr(WSGIRequest, name, note)
    return read


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_reads_it(unread: list[str], address: str) -> None:
    make_site()
    for kind in TYPES:
        for cookie in ("", "verzonnen"):
            client = Client()
            client.cookies["sessionid"] = cookie
            reply = client.post(address, b"x" * (MOST_BYTES + 1), content_type=kind)
            assert reply.status_code in (413, 415), (kind, cookie)
    assert unread == []


def test_a_page_is_not_read_either(unread: list[str]) -> None:
    make_site()
    page = make_method()
    assert Client().put(page.get_url(), b"x" * (MOST_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("length", ["", "veel", "-1", "0", str(MOST_BYTES)])
def test_what_is_announced_as_short_goes_on(client: Client, length: str) -> None:
    assert client.post("/toegang/inloggen/", b"", content_type=TYPES[1], CONTENT_LENGTH=length).status_code == 200


def test_an_editor_may_upload(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", "", "een-lang-wachtwoord"))
    assert client.post("/beheer/images/add/", b"x" * (MOST_BYTES + 1), content_type=TYPES[1]).status_code == 200
