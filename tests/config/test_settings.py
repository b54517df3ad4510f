"""Production refuses to start half-configured, and says everything that is missing at once."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = str(ROOT / "config" / "settings" / "production.py")
COMPLETE = {
    "SECRET_KEY": "k" * 60,
    "FACTOR_KEY": "f" * 60,
    "SITE_URL": "https://www.example.nl",
    "DATABASE_URL": "sqlite://:memory:",
    "DATA_DIR": str(ROOT),
    "EMAIL_URL": "smtp+tls://user:pass-word@mail.example.nl:587",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the production settings with only this environment."""

    def run(**environment: str) -> dict[str, Any]:
        with monkeypatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            return runpy.run_path(PRODUCTION, run_name="config.settings.production")

    return run


@pytest.fixture
def refusal(read: Any) -> Any:
    """The sentences with which it refuses this environment; none when it starts."""

    def run(**environment: str) -> list[str]:
        try:
            read(**environment)
        except ImproperlyConfigured as error:
            return str(error).splitlines()[1:]
        return []

    return run


def test_starts_when_complete_and_refuses_in_a_process_of_its_own() -> None:
    def start(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "import config.settings.production as s; print(s.ALLOWED_HOSTS, s.DEBUG)"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    finished = start(**COMPLETE)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == "['www.example.nl'] False"
    finished = start()
    assert finished.returncode != 0
    assert all(f"{name} is missing" in finished.stderr for name in COMPLETE)


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_names_what_is_missing(name: str, refusal: Any) -> None:
    (sentence,) = refusal(**{key: value for key, value in COMPLETE.items() if key != name})
    assert f"{name} is missing" in sentence
    (sentence,) = refusal(**{**COMPLETE, name: " "})
    assert f"{name} is missing" in sentence


def test_names_everything_at_once(refusal: Any) -> None:
    assert len(refusal()) == len(COMPLETE)


PUBLISHER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
POSTGRES = "postgres://user:pass-word@"
WRONG = [
    ("SECRET_KEY", "short"),
    ("FACTOR_KEY", "short"),
    *(("SECOND_FACTOR_FROM", value) for value in ("morgen", "31-01-2027", "2099-01-01", "0")),
    *(
        ("OIDC_SERVER_URL", value)
        for value in ("http://login.example.nl", "login.example.nl", "https://u:p@a.nl", "https://a.nl?x")
    ),
    ("OIDC_FACTOR", "niets"),
    *(
        ("SITE_URL", value)
        for value in (
            *("http://www.example.nl", "www.example.nl", "https://www.example.nl/map", "https://", "https://.nl"),
            *("https://www.example.nl:abc", "https://www.example.nl:99999", "https://[::1", "https://www example.nl"),
            *("https://user:pass-word@www.example.nl", "https://www.example.nl?x=1", "https://www.example.nl#x"),
            *("https://www.example.nl\\@elders.nl", "https://www.example.nl,https://elders.nl", "https://*"),
        )
    ),
    *(("ALLOWED_HOSTS", value) for value in ("*", "www.example.nl,*", "https://www.example.nl", "www.example.nl:443")),
    *(("ALLOWED_HOSTS", value) for value in ("elders.nl", "example.nl", "www.example.nl/")),
    *(("DATA_DIR", value) for value in ("/nonexistent/data", "var", ".", PRODUCTION)),
    *(
        ("DATABASE_URL", value)
        for value in (
            *("foo", "foo://", "mysql://user:pass-word@localhost/name", POSTGRES + "localhost:abc/name"),
            *(POSTGRES + "localhost", POSTGRES + "[::1/name", POSTGRES + "db.example.nl/name", "postgres://db/name"),
            *(POSTGRES + "10.0.0.5:5432/name", POSTGRES + "db.example.nl/name?sslmode=ja", "sqlite://"),
            *("sqlite:///site.sqlite3", "sqlite://srv/site.sqlite3", "sqlite:////nonexistent/site.sqlite3"),
        )
    ),
    *(
        ("EMAIL_URL", value)
        for value in (
            *("foo", "foo://", "consolemail://", "memorymail://", "smtp://", "smtp+tls://user:pass-word@"),
            *("smtp://user:pass-word@mail.example.nl:25", "smtp+tls://mail.example.nl:abc", "smtp://[::1"),
        )
    ),
    *((name, "geen adres") for name in ("EDITORS_EMAIL", "DEFAULT_FROM_EMAIL", "SECURITY_CONTACT")),
    *(
        ("SECURITY_CONTACT", value)
        for value in ("veilig@example.nl", "http://www.example.nl/cvd", "https://a.nl\nX: y")
    ),
    *(
        ("PUBLISHER_URI", value)
        for value in (
            *("Gemeente Utrecht", "https://example.nl/gm0344", "https://identifier.overheid.nl/tooi/id/gemeente/"),
            *("http://identifier.overheid.nl/tooi/id/gemeente/gm0344", PUBLISHER),  # without a name for it
        )
    ),
    *(("LOG_LEVEL", value) for value in ("info", "LOUD", "20")),
    *(
        (name, value)
        for name in ("BEHIND_PROXY", "SERVE_MEDIA", "SEARCH_LOG", "HSTS_SUBDOMAINS")
        for value in ("maybe", "ja", "nee", "2", "True!")
    ),
    *(("SEARCH_SHARED_CACHE_SECONDS", value) for value in ("6", "-1", "1,5", "vijf")),
    *(("PAGE_CACHE_MB", value) for value in ("-1", "veel", "64MB", "99999")),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_refuses_what_is_wrong_or_half_in_one_sentence(name: str, value: str, refusal: Any) -> None:
    (sentence,) = refusal(**{**COMPLETE, name: value})
    assert sentence.startswith(f"- {name} is ")
    assert sentence.endswith(".")
    assert "pass-word" not in sentence


@pytest.mark.parametrize(
    "values",
    [
        {"SITE_URL": "https://www.example.nl:8443/"},
        {"SITE_URL": "https://[::1]:8443"},
        {"ALLOWED_HOSTS": "www.example.nl, 10.0.0.5"},
        {"ALLOWED_HOSTS": ".example.nl,[::1]"},
        {"DATABASE_URL": POSTGRES + "localhost/name"},
        {"DATABASE_URL": POSTGRES + "127.0.0.1:5432/name"},
        {"DATABASE_URL": "postgres://%2Fvar%2Frun%2Fpostgresql/name"},
        {"DATABASE_URL": POSTGRES + "db.example.nl/name?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem"},
        {"DATABASE_URL": POSTGRES + "db.example.nl/name?sslmode=disable"},
        {"DATABASE_URL": f"sqlite:///{ROOT}/site.sqlite3"},
        {"EMAIL_URL": "dummymail://"},
        {"SECOND_FACTOR_FROM": "2020-01-31"},
        {"OIDC_SERVER_URL": "https://login.example.nl/realms/a", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"},
        {"EMAIL_URL": "smtp://localhost:25"},
        {"EMAIL_URL": "smtp://relay.example.nl:25"},
        {"EMAIL_URL": "smtp+ssl://user:pass-word@mail.example.nl:465", "EDITORS_EMAIL": "redactie@example.nl"},
        {"DEFAULT_FROM_EMAIL": "Redactie <redactie@example.nl>", "LOG_LEVEL": "DEBUG", "SEARCH_LOG": "false"},
        {"SECURITY_CONTACT": "mailto:veilig@example.nl", "HSTS_SUBDOMAINS": "no"},
        {"PUBLISHER_URI": PUBLISHER, "SITE_OWNER": "Gemeente Utrecht"},
    ],
)
def test_takes_what_is_right(values: dict[str, str], refusal: Any) -> None:
    assert refusal(**{**COMPLETE, **values}) == []


def test_a_directory_that_cannot_be_written_is_refused(refusal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (sentence,) = refusal(**COMPLETE)
    assert sentence.startswith("- DATA_DIR is wrong")


def test_a_site_without_mail_does_not_promise_a_letter(read: Any, refusal: Any) -> None:
    without = {**COMPLETE, "EMAIL_URL": "dummymail://"}
    assert read(**without)["SENDS_MAIL"] is False
    assert read(**COMPLETE)["SENDS_MAIL"] is True
    (sentence,) = refusal(**{**without, "EDITORS_EMAIL": "redactie@example.nl"})
    assert sentence.startswith("- EDITORS_EMAIL is wrong")


def test_a_flag_is_what_it_says(read: Any) -> None:
    for value, meaning in {"true": True, "Yes": True, "1": True, "false": False, "off": False, "0": False}.items():
        assert read(**{**COMPLETE, "BEHIND_PROXY": value})["BEHIND_PROXY"] is meaning
    assert read(**{**COMPLETE, "SEARCH_LOG": ""})["SEARCH_LOG"] is True


def test_production_is_never_on_http(read: Any, refusal: Any) -> None:
    assert refusal(**COMPLETE, SITE_SCHEME="http") == []
    assert read(**COMPLETE, SITE_SCHEME="http")["SITE_URL"] == COMPLETE["SITE_URL"]
    assert refusal(**{**COMPLETE, "SITE_URL": "http://www.example.nl"}, SITE_SCHEME="http")


def test_never_prints_a_secret(refusal: Any) -> None:
    secret = {"SECRET_KEY": "hush-hush", "DATABASE_URL": POSTGRES + "h/n", "EMAIL_URL": "smtp://u:pass-word@h"}
    said = "".join(refusal(**{**COMPLETE, **secret}))
    assert "hush-hush" not in said
    assert "pass-word" not in said


def test_cookies_are_bound_to_this_host(read: Any) -> None:
    settings = read(**COMPLETE)
    for cookie in ("SESSION", "CSRF"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"] is True
        assert settings.get(f"{cookie}_COOKIE_PATH", "/") == "/"
        assert f"{cookie}_COOKIE_DOMAIN" not in settings
    assert settings["CSRF_COOKIE_AGE"] is None


@pytest.mark.parametrize(("value", "holds"), [("", True), ("true", True), ("false", False)])
def test_hosts_below_the_site_may_be_left_out_of_hsts(read: Any, value: str, holds: bool) -> None:
    settings = read(**{**COMPLETE, "HSTS_SUBDOMAINS": value})
    assert settings["SECURE_HSTS_SECONDS"] >= 63_072_000
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is settings["SECURE_HSTS_PRELOAD"] is holds
