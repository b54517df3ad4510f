from __future__ import annotations

import pytest

from core.jobs import registry


@pytest.fixture
def no_other_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the jobs of the test."""
    for jobs in (registry.JOBS, registry.TURNS):
        for name in list(jobs):
            monkeypatch.delitem(jobs, name)  # type: ignore[arg-type]
