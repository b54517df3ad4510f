"""How the jobs stand, for `/readyz`: no words of errors but those a job gave for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from core.jobs.models import JobState
from core.jobs.registry import JOBS


@dataclass(frozen=True)
class JobFigures:
    """`late`: more than a quarter of its period, or some minutes for a job that runs all the time."""

    job: str
    last_run: datetime | None
    next_run: datetime | None
    error: str
    late: bool


def job_figures() -> list[JobFigures]:
    """Of every job, in one query. One that never ran is late."""
    states = JobState.objects.in_bulk()
    return [_figures(name, states.get(name)) for name in sorted(JOBS)]


def warning() -> str | None:
    """Which jobs failed or are late, in one sentence, or None."""
    return "; ".join(_sentences(job_figures())) or None


def _figures(name: str, state: JobState | None) -> JobFigures:
    if state is None:
        return JobFigures(name, None, None, "", late=True)
    late = state.next_run + JOBS[name].margin < timezone.now()
    return JobFigures(name, state.last_run, state.next_run, state.last_error, late)


def _sentences(found: list[JobFigures]) -> Iterator[str]:
    late, failed = [one.job for one in found if one.late], [one for one in found if one.error]
    if late and len(late) == len(found):
        yield "no worker runs: all jobs are late"
    elif late:
        yield f"late: {', '.join(late)}"
    if failed:
        yield f"failed: {', '.join(f'{one.job} ({one.error})' for one in failed)}"
