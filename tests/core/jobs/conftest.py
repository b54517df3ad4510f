from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.jobs import registry


@pytest.fixture
def no_other_jobs() -> Iterator[None]:
    """Only the jobs of the test, and afterwards only those that were there before."""
    before = [(jobs, dict(jobs)) for jobs in (registry.JOBS, registry.TURNS)]
    for jobs, _ in before:
        jobs.clear()
    yield
    for jobs, kept in before:
        jobs.clear()
        jobs.update(kept)  # type: ignore[arg-type]
