"""The clock of the site, put forward."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

import pytest
from django.utils import timezone


class Later(Protocol):
    def __call__(self, **by: float) -> datetime: ...


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """`later(hours=2)` puts the clock two hours forward; what time it is then."""
    real, ahead = timezone.now, [timedelta(0)]
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead[0])

    def put(**by: float) -> datetime:
        ahead[0] += timedelta(**by)
        return timezone.now()

    return put
