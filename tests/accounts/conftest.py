"""Fixtures of log-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _quick_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with passwords in tests."""
    monkeypatch.setattr("accounts.recovery_codes.ROUNDS", 1)


@pytest.fixture
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request ends after its commits, as outside a test; what they set in motion belongs to it."""

    def now(act: Callable[[], Any], **_: Any) -> None:
        act()

    monkeypatch.setattr("django.db.transaction.on_commit", now)
