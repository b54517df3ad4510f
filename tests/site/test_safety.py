"""What every answer promises a browser, and what it never asks of a visitor."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha384
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from tests.starter.page_kinds import PAGE_KINDS
from tests.starter.server import Reply, StarterSite


@pytest.fixture(params=list(PAGE_KINDS))
def reply(request: pytest.FixtureRequest, starter_server: StarterSite) -> Reply:
    path, status = PAGE_KINDS[request.param]
    found = starter_server.follow(path)
    assert found.status == status
    return found


def directives(policy: str) -> dict[str, list[str]]:
    """A content security policy by directive."""
    parts = (part.split() for part in policy.split(";"))
    return {part[0]: part[1:] for part in parts if part}


def test_policy_allows_nothing_inline_and_nobody_else(reply: Reply) -> None:
    policy = directives(reply.headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


def test_other_headers(reply: Reply) -> None:
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in reply.headers["permissions-policy"]


def test_no_cookie(reply: Reply) -> None:
    assert "set-cookie" not in reply.headers


def test_each_script_and_style_sheet_says_what_it_must_be(reply: Reply, starter_server: StarterSite) -> None:
    page = BeautifulSoup(reply.text, "html.parser")
    for element in page.select("script[src], link[rel=stylesheet]"):
        address = str(element.get("src") or element["href"])
        if "integrity" not in element.attrs:
            assert page.h1 and address == "/static/site/site.css", "only the page of an error that needs nothing"
            continue
        file = starter_server.get(address)
        digest = b64encode(sha384(file.body).digest()).decode()
        assert element["integrity"] == f"sha384-{digest}"
        assert file.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in file.headers


def observatory(reply: Reply) -> int:
    """The score of the HTTP Observatory by its published rules of release 1.6.3, without what only newer ones count."""
    headers, policy = reply.headers, directives(reply.headers["content-security-policy"])
    page = BeautifulSoup(reply.text, "html.parser")
    bonus = [
        (10, policy["default-src"] == ["'none'"] and "unsafe" not in headers["content-security-policy"]),
        (5, headers["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin")),
        (5, "frame-ancestors" in policy),
        (10, headers["cross-origin-resource-policy"] == "same-origin"),
        (5, all("integrity" in one.attrs for one in page.select("script[src]"))),
    ]
    assert "set-cookie" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    return 100 + sum(points for points, holds in bonus if holds)


def test_the_score_of_the_observatory(reply: Reply) -> None:
    assert observatory(reply) >= 130


def test_no_inline_script_or_style(reply: Reply) -> None:
    html = reply.text.lower()
    assert " style=" not in html
    assert "<style" not in html
    assert "javascript:" not in html
    assert " onclick=" not in html


def test_production_asks_for_https_for_two_years(client: Client) -> None:
    """The test settings loosen production's nowhere in this."""
    reply = client.get("/healthz", secure=True)
    value = reply.headers["Strict-Transport-Security"]
    assert int(value.partition(";")[0].removeprefix("max-age=")) >= 63_072_000
    assert "includeSubDomains" in value


def test_what_programs_know_beforehand(starter_server: StarterSite) -> None:
    reply = starter_server.get("/.well-known/security.txt")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in reply.text.splitlines())
    assert lines["Contact"].endswith("/contact/")
    assert starter_server.get(urlsplit(lines["Contact"]).path).status == 200
    left = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
    assert lines["Canonical"].endswith("/.well-known/security.txt")
    assert starter_server.get("/.well-known/change-password").location == "/toegang/wachtwoord/"


def test_the_address_to_report_a_weakness_is_the_operators(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:veilig@example.nl"
    assert "Contact: mailto:veilig@example.nl\n" in client.get("/.well-known/security.txt").content.decode()


@pytest.mark.django_db
def test_who_logs_in_meets_no_inline_script(client: Client) -> None:
    for address in ("/toegang/inloggen/", "/toegang/wachtwoord-vergeten/"):
        reply = client.get(address)
        assert directives(reply["Content-Security-Policy"])["script-src"] == ["'self'"]
        for script in BeautifulSoup(reply.content, "html.parser").select("script:not([src])"):
            assert script.get("type") in ("application/json", "text/template", "text/x-template"), script
    client.force_login(User.objects.create_superuser("root", "", "een-lang-wachtwoord"))
    assert "'unsafe-inline'" in directives(client.get("/beheer/")["Content-Security-Policy"])["script-src"]


@pytest.mark.django_db
def test_only_a_post_logs_out(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", "", "een-lang-wachtwoord"))
    for ask in (client.get, client.head, client.put):
        reply = ask("/beheer/logout/")
        assert (reply.status_code, reply.cookies.get("sessionid")) == (405, None)
    session = client.cookies["sessionid"].value
    assert client.post("/beheer/logout/").cookies["sessionid"]["max-age"] == 0
    client.cookies["sessionid"] = session
    assert client.get("/beheer/").status_code == 302
