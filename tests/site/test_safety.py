"""What every answer promises a browser, and what it never asks of a visitor."""

from __future__ import annotations

import pytest
from django.test import Client

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
    assert reply.headers["referrer-policy"] == "same-origin"
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in reply.headers["permissions-policy"]


def test_no_cookie(reply: Reply) -> None:
    assert "set-cookie" not in reply.headers


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
