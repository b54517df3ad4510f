"""An address with a certificate authority and a login, on a real connection: who is trusted, and what is never told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory

from config.health import readyz
from search.backends import registry
from search.backends.elasticsearch.address import Address
from search.backends.elasticsearch.client import Unavailable
from search.backends.failover import WithStandby
from search.contract import EngineError, Question
from search.indexing.reindex import rebuild
from search.indexing.worker import Worker
from search.service import answer
from tests.elasticsearch.fixtures import forget, new_engine
from tests.elasticsearch.tls_gate import Authority, Gate, gate, new_authority
from tests.factories.pages import make_method, make_site

KEY = "c2xldXRlbDpnZWhlaW0="
SECRETS = (KEY, "geheim", "sleutel")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("tls") / "ours")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("tls") / "stranger")


@pytest.fixture(scope="module")
def upstream(elasticsearch_address: Address) -> str:
    """The live server; the gate speaks plainly to it."""
    host = elasticsearch_address.hosts[0]
    if urlsplit(host).scheme != "http" or elasticsearch_address.has_credentials:
        pytest.skip("ELASTICSEARCH_URL has a gate of its own: this test puts one before a bare server.")
    return host


@pytest.fixture
def locked(upstream: str, authority: Authority) -> Iterator[Gate]:
    """The live server behind TLS and an API key."""
    with gate(upstream, authority, f"ApiKey {KEY}") as made:
        yield made


@pytest.fixture
def site(settings: Any, db: None) -> None:
    make_site()
    make_method(title="Stuur een brief")
    settings.SEARCH_URL = registry.EMBEDDED
    Worker(engine=registry.get_engine()).step()


def use(settings: Any, url: str) -> WithStandby:
    """The engine of the site at this address, beside the index on this machine."""
    settings.SEARCH_URL = url
    engine = registry.get_engine()
    assert isinstance(engine, WithStandby)
    return engine


def test_with_the_right_authority_and_key_the_server_answers(
    locked: Gate, authority: Authority, site: None, settings: Any, rf: RequestFactory, upstream: str
) -> None:
    url = f"https://127.0.0.1:{locked.port}/test-tls?ca={authority.certificate}&api_key={KEY}"
    engine = use(settings, url)
    try:
        rebuild(engine.main)
        found = answer(Question("brief"))
        assert (found.total, found.engine, found.degraded) == (1, "elasticsearch", False)
        report = readyz(rf.get("/readyz"))
        assert report.status_code == 200
        assert not told(report.content.decode())
    finally:
        forget(new_engine(Address((upstream,), "test-tls"), "test-tls"))
    assert locked.passed > 5
    assert locked.refused == 0


def test_a_user_with_a_password(upstream: str, authority: Authority) -> None:
    with gate(upstream, authority, "Basic a2x1aXM6Z2VAaGVpbQ==") as made:
        address = Address((f"https://127.0.0.1:{made.port}",), "x", "kluis", "ge@heim", ca=authority.certificate)
        assert new_engine(address).problem() == "the search index is missing"
        assert (made.passed > 0, made.refused) == (True, 0)


@pytest.mark.parametrize("trusted", ["stranger", "nobody"])
def test_a_server_that_nobody_vouches_for_is_not_asked(
    locked: Gate, stranger: Authority, trusted: str, site: None, settings: Any, rf: RequestFactory, caplog: Any
) -> None:
    """Of another authority, and without one: then only those that this machine trusts."""
    caplog.set_level(logging.DEBUG)
    ca = f"ca={stranger.certificate}&" if trusted == "stranger" else ""
    engine = use(settings, f"https://127.0.0.1:{locked.port}/test-tls?{ca}api_key={KEY}")
    with pytest.raises(Unavailable) as caught:
        engine.main.digests()
    assert not told(f"{caught.value!r} {caught.value.__cause__!r} {engine.main.problem()}")
    found = answer(Question("brief"))
    assert (found.total, found.engine, found.degraded) == (1, "embedded", True)
    report = readyz(rf.get("/readyz"))
    assert report.status_code == 200
    assert "elasticsearch" in report.content.decode()
    assert not told(report.content.decode() + caplog.text)
    assert (locked.passed, locked.refused) == (0, 0)


def test_a_wrong_key_is_refused_and_not_told(
    locked: Gate, authority: Authority, site: None, settings: Any, rf: RequestFactory, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"https://kluis:geheim@127.0.0.1:{locked.port}/test-tls?ca={authority.certificate}"
    engine = use(settings, url)
    with pytest.raises(EngineError) as caught:
        engine.main.digests()
    assert "401" in str(caught.value)
    assert answer(Question("brief")).degraded
    report = readyz(rf.get("/readyz"))
    assert not told(f"{caught.value!r} {engine.main.problem()} {report.content.decode()} {caplog.text}")
    assert (locked.passed, locked.refused > 0) == (0, True)


def test_certificates_are_checked_by_name_too(upstream: str, authority: Authority, tmp_path: Path) -> None:
    """The certificate is for an IP address; the same server under a name is another."""
    with gate(upstream, authority, f"ApiKey {KEY}") as made:
        named = Address((f"https://localhost:{made.port}",), "x", api_key=KEY, ca=authority.certificate)
        with pytest.raises(Unavailable):
            new_engine(named).digests()
        assert (made.passed, made.refused) == (0, 0)


def told(text: str) -> list[str]:
    """The secrets that stand in a text."""
    return [secret for secret in SECRETS if secret in text]
