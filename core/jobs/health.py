"""How the jobs stand, for `/readyz`: no words of errors but those a job gave for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from core.jobs.models import JobState
from core.jobs.registry import JOBS

# A worker that is busy with one job for longer than this does no other.
LONGEST_SILENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class JobFigures:
    """`late`: more than a quarter of its period, or some minutes for a job that runs all the time."""

    job: str
    last_run: datetime | None
    next_run: datetime | None
    error: str
    late: bool


def job_figures() -> list[JobFigures]:
    """The figures of every job, in one query. A job that never ran is late."""
    states = JobState.objects.in_bulk()
    return [_figures(name, states.get(name)) for name in sorted(JOBS)]


def seconds_since_work() -> int | None:
    """How long ago a worker, of whichever host, last did a job; None when none ever did. One query.

    Some job is due every 20 seconds, so this is the heartbeat of the worker.
    """
    last = JobState.objects.filter(name__in=JOBS).aggregate(last=Max("last_run"))["last"]
    return max(int((timezone.now() - last).total_seconds()), 0) if last else None


def warning() -> str | None:
    """That no worker runs, which jobs failed or are late, in one sentence, or None."""
    return "; ".join((*_silence(seconds_since_work()), *_sentences(job_figures()))) or None


def _silence(seconds: int | None) -> Iterator[str]:
    if seconds is None:
        yield "no worker runs: no job was ever done"
    elif seconds > LONGEST_SILENCE.total_seconds():
        yield f"no worker runs: no job was done for {seconds} seconds"


def _figures(name: str, state: JobState | None) -> JobFigures:
    if state is None:
        return JobFigures(name, None, None, "", late=True)
    late = state.next_run + JOBS[name].margin < timezone.now()
    return JobFigures(name, state.last_run, state.next_run, state.last_error, late)


def _sentences(found: list[JobFigures]) -> Iterator[str]:
    late, failed = [one.job for one in found if one.late], [one for one in found if one.error]
    if late and len(late) < len(found):
        yield f"late: {', '.join(late)}"
    if failed:
        yield f"failed: {', '.join(f'{one.job} ({one.error})' for one in failed)}"
