"""An operator hears of it when the database is too small for the editors' search."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import connection

from editorial import checks
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")


def found() -> list[str]:
    return [message.id or "" for message in run_checks(tags=["database"], databases=["default"])]


def test_a_small_site_is_fine() -> None:
    make_site()
    assert checks.SLOW_SEARCH not in found()


@pytest.mark.only_sqlite
@ON_SQLITE
def test_a_large_site_on_sqlite_is_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    make_site()
    monkeypatch.setattr(checks, "PAGES_ON_SQLITE", 2)
    assert checks.SLOW_SEARCH in found()
    (message,) = checks.search_in_the_admin_stays_quick(databases=["default"])
    assert "PostgreSQL" in (message.hint or "")


def test_it_does_not_touch_the_database_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PAGES_ON_SQLITE", 0)
    assert checks.search_in_the_admin_stays_quick(databases=None) == []
