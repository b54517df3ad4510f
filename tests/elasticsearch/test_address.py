"""What `SEARCH_URL` may look like, and that its secrets are shown nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from config.reporting import SafeReports
from search.backends.elasticsearch.address import DEFAULT_PREFIX, WrongAddress, parse_address
from search.backends.elasticsearch.client import connect
from search.backends.registry import make_engine
from tests.elasticsearch.fixtures import written

FULL = "https://kluis:ge%40heim@een.example:9243,twee.example/kennis?ca=/etc/ca.pem"


def test_a_full_address() -> None:
    address = parse_address(FULL)
    assert address.hosts == ("https://een.example:9243", "https://twee.example:9200")
    assert (address.user, address.password, address.prefix) == ("kluis", "ge@heim", "kennis")
    assert address.ca == Path("/etc/ca.pem")
    assert address.has_credentials
    assert not address.is_plain
    assert not address.is_local


@pytest.mark.parametrize("url", ["https://h:9200/?api_key=c2xldXRlbA==", "https://apikey:c2xldXRlbA%3D%3D@h"])
def test_an_api_key(url: str) -> None:
    address = parse_address(url)
    assert address.api_key == "c2xldXRlbA=="
    assert (address.user, address.password, address.prefix) == ("", "", DEFAULT_PREFIX)
    assert address.has_credentials


@pytest.mark.parametrize(
    "url",
    [
        FULL,
        "https://h:9200/?api_key=c2xldXRlbA==",
        "http://127.0.0.1:9200/",
        "https://u:a%2Fb%3F@[::1]:9200/x?ca=/a%20b.pem",
    ],
)
def test_an_address_written_out_says_the_same(url: str) -> None:
    assert parse_address(written(parse_address(url))) == parse_address(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machine(host: str) -> None:
    address = parse_address(f"http://{host}:9200")
    assert address.is_local
    assert address.hosts == (f"http://{host}:9200",)


@pytest.mark.parametrize(
    "url",
    [
        *("", "embedded", "ftp://h/", "https:/h", "https://", "https://:9200", "https://h:poort", "https://a,,b/x"),
        *("https://h/Hoofdletters", "https://h/a/b", "https://h/_x", "https://h/?verify=no", "https://h/?ca="),
        *("https://kluis:geheim@h:99999/", "https://kluis:geheim@h/Fout", "https://kluis:geheim@h/?x=1"),
    ],
)
def test_a_wrong_address_is_refused_without_its_secret(url: str) -> None:
    with pytest.raises(WrongAddress, match="SEARCH_URL is wrong") as caught:
        parse_address(url)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_no_secret_is_shown(settings: Any) -> None:
    address = parse_address("https://kluis:geheim@127.0.0.1:1/?api_key=sleutel")
    engine = make_engine("https://kluis:geheim@127.0.0.1:1/", Path("/nonexistent"))
    for shown in (address, engine, connect(parse_address("https://kluis:geheim@127.0.0.1:1/"))):
        assert "geheim" not in repr(shown)
        assert "sleutel" not in repr(shown)
    assert "geheim" not in str(engine.problem())
    settings.SEARCH_URL = "https://kluis:geheim@h/"
    assert "geheim" not in str(SafeReports().get_safe_settings())


def test_a_report_of_an_error_hides_it(settings: Any) -> None:
    settings.SEARCH_URL = "https://kluis:geheim@h/"
    report = ExceptionReporter(RequestFactory().get("/"), ValueError, ValueError("x"), None)
    assert "geheim" not in report.get_traceback_text() + report.get_traceback_html()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("embedded:", set()),
        ("http://localhost:9200/", set()),
        ("https://kluis:geheim@h/", set()),
        ("https://h/?api_key=x", set()),
        ("http://kluis:geheim@h/", {"search.W001"}),
        ("https://h/", {"search.W002"}),
        ("http://h,localhost/", {"search.W001", "search.W002"}),
        ("gopher://kluis:geheim@h/", {"search.E001"}),
        ("https://kluis:geheim@h/?ca=/nonexistent.pem", {"search.E002"}),
        ("http://kluis:geheim@h/?ca=/nonexistent.pem", {"search.W001", "search.W003", "search.E002"}),
    ],
)
def test_the_checks(settings: Any, url: str, expected: set[str]) -> None:
    settings.SEARCH_URL = url
    found = [one for one in run_checks(include_deployment_checks=True) if str(one.id).startswith("search.")]
    assert {one.id for one in found} == expected
    assert all("geheim" not in one.msg and one.msg.endswith(".") for one in found)
