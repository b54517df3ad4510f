"""Secret addresses: what they lead to, when they end, and that nothing tells them on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from config.reporting import AccessLog, NoSecrets
from core.secret_addresses import addresses
from core.secret_addresses.button_page import button_page
from core.secret_addresses.masking import without_secrets
from core.secret_addresses.models import SecretAddress
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room() -> Iterator[None]:
    def view(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
        return HttpResponse(f"{request.method} {address.subject} [{rest}]")

    addresses.serve("proef", view)
    yield
    del addresses._VIEWS["proef"]


def test_the_view_of_its_room_answers(client: Client) -> None:
    path = addresses.make("proef", 12)
    answer = client.get(path)
    assert answer.content == b"GET 12 []"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies
    assert client.get(f"{path}scherm/").content == b"GET 12 [scherm]"


def test_a_printed_address_works_in_capitals(client: Client) -> None:
    assert client.get(addresses.make("proef", 12).upper()).content == b"GET 12 []"


def test_the_database_does_not_hold_it() -> None:
    path = addresses.make("proef", 12)
    [row] = SecretAddress.objects.values()
    assert path.split("/")[2] not in str(row)


def test_no_two_are_alike() -> None:
    assert len({addresses.make("proef", 12) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "path", ["/s/aaaaaaaaaaaaaaaaaaaaaaaaaa/", "/s/aaaa/", "/s/", "/s/1111111111111111111111111!/"]
)
def test_one_that_was_never_made_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_it_ends_by_the_clock_and_is_deleted(client: Client) -> None:
    past = addresses.make("proef", 1, timezone.now() - timedelta(seconds=1))
    valid = addresses.make("proef", 2, timezone.now() + timedelta(hours=1))
    assert client.get(past).status_code == 404
    assert addresses.of("proef", 1) is None
    assert addresses.forget() == 1
    assert client.get(valid).status_code == 200
    assert addresses.of("proef", 2) is not None


def test_it_ends_when_its_room_says_so(client: Client) -> None:
    path = addresses.make("proef", 1)
    assert addresses.end("proef", 1, 2) == 1
    assert client.get(path).status_code == 404


def test_of_a_kind_that_nobody_serves_it_is_not_found(client: Client) -> None:
    assert client.get(addresses.make("weg", 1)).status_code == 404


def test_a_form_of_a_page_that_tells_nobody_its_address_is_taken(client: Client) -> None:
    path = addresses.make("proef", 12)
    answer = ReaderClient(enforce_csrf_checks=True).post(path, {"a": "b"}, headers={"Origin": "null"})
    assert answer.content == b"POST 12 []"


@pytest.mark.parametrize("secret", ["abcdefghijklmnopqrstuvwx27", "ABCDEFGHIJKLMNOPQRSTUVWX27"])
def test_no_log_holds_one(secret: str) -> None:
    assert without_secrets(f"Not Found: /s/{secret}/plan/ and /S/{secret}") == "Not Found: /s/…/plan/ and /S/…"
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", (f"/s/{secret}/",), None)
    assert NoSecrets().filter(record)
    assert secret not in record.getMessage()


def test_no_log_holds_a_code() -> None:
    assert without_secrets("Not Found: /w/CDFGHJKM and /W/cdfg-hjkm/") == "Not Found: /w/… and /W/…/"
    assert without_secrets('"GET /w/?code=CDFG+HJKM HTTP/1.1" 200') == '"GET /w/?code=… HTTP/1.1" 200'


def test_what_is_no_secret_stays_in_a_log() -> None:
    line = "/s/abc/ /praktijk/s/abcdefghijklmnopqrstuvwx2789/ /static/site.css"
    assert without_secrets(line) == line


def test_the_log_of_gunicorn_holds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"r": "GET /s/abcdefghijklmnopqrstuvwx27/ HTTP/1.1", "U": "/s/abcdefghijklmnopqrstuvwx27/", "s": 200}
    monkeypatch.setattr("gunicorn.glogging.Logger.atoms", lambda self, *args: found)
    atoms = AccessLog.atoms(AccessLog.__new__(AccessLog))
    assert atoms == {"r": "GET /s/…/ HTTP/1.1", "U": "/s/…/", "s": 200, "q": ""}


def test_the_log_of_gunicorn_holds_no_word_that_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    here, before = "GET /zoeken/?q=schulden HTTP/1.1", "https://www.example.nl/zoeken/?q=schulden"
    monkeypatch.setattr(
        "gunicorn.glogging.Logger.atoms", lambda self, *args: {"r": here, "q": "q=schulden", "f": before}
    )
    atoms = AccessLog.atoms(AccessLog.__new__(AccessLog))
    assert atoms == {"r": "GET /zoeken/?… HTTP/1.1", "q": "", "f": "https://www.example.nl/zoeken/?…"}


def test_a_link_that_a_scanner_follows_does_nothing_and_the_button_does(client: Client) -> None:
    pressed: list[str] = []

    def view(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
        return button_page(
            request,
            title="Klopt je adres?",
            text="Druk op de knop.",
            button="Ja, dit ben ik",
            act=lambda: pressed.append(address.subject),
            done_title="Dank je wel",
            done_text="Je adres klopt.",
        )

    addresses.serve("knop", view)
    path = addresses.make("knop", 7)
    shown = client.get(path)
    assert "Ja, dit ben ik" in shown.text
    assert pressed == []
    done = ReaderClient().post(path, {"ja": "1"})
    assert pressed == ["7"]
    assert "Dank je wel" in done.text
    assert "Ja, dit ben ik" not in done.text
    del addresses._VIEWS["knop"]
