"""Production refuses to start half-configured, and says everything that is missing at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "k" * 60,
    "SITE_URL": "https://www.example.nl",
    "DATABASE_URL": "sqlite://:memory:",
    "DATA_DIR": "/nonexistent/data",
}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process of its own, with only this environment."""
    return subprocess.run(
        [sys.executable, "-c", "import config.settings.production as s; print(s.ALLOWED_HOSTS, s.DEBUG)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_when_complete() -> None:
    finished = start(**COMPLETE)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == "['www.example.nl'] False"


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_names_what_is_missing(name: str) -> None:
    finished = start(**{key: value for key, value in COMPLETE.items() if key != name})
    assert finished.returncode != 0
    assert f"{name} is missing" in finished.stderr


def test_names_everything_at_once() -> None:
    stderr = start().stderr
    assert all(f"{name} is missing" in stderr for name in COMPLETE)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("SITE_URL", "http://www.example.nl", "SITE_URL is wrong"),
        ("SITE_URL", "www.example.nl", "SITE_URL is wrong"),
        ("SITE_URL", "https://www.example.nl/map", "SITE_URL is wrong"),
        ("SEARCH_SHARED_CACHE_SECONDS", "6", "SEARCH_SHARED_CACHE_SECONDS is wrong"),
        ("SEARCH_SHARED_CACHE_SECONDS", "-1", "SEARCH_SHARED_CACHE_SECONDS is wrong"),
    ],
)
def test_refuses_what_is_unsafe(name: str, value: str, sentence: str) -> None:
    finished = start(**{**COMPLETE, name: value})
    assert finished.returncode != 0
    assert sentence in finished.stderr


def test_never_prints_a_secret() -> None:
    finished = start(**{**COMPLETE, "SECRET_KEY": "hush-hush", "DATABASE_URL": "postgres://u:pass-word@h/n"})
    assert "hush-hush" not in finished.stderr
    assert "pass-word" not in finished.stderr
