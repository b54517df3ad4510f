"""Does what is due, and the loop of a worker around it."""

from __future__ import annotations

import logging
import secrets
import threading
import time
import traceback
from collections.abc import Iterator
from datetime import datetime

from django.db import close_old_connections, connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.jobs import wakeup
from core.jobs.models import JobState
from core.jobs.registry import JOBS, TURNS, Job, JobFailed, Run

PAUSE = 0.3
_LONGEST_PAUSE = 30.0

logger = logging.getLogger(__name__)


class Runner:
    """One worker. `stop` ends its loop; a failure is logged, keeps nothing else back and never stops it.

    `failures` has the jobs whose last try by this runner failed, with why.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.failures: dict[str, str] = {}
        self._name = secrets.token_hex(8)
        self._resting: dict[str, tuple[int, float]] = {}

    def run(self) -> None:
        """Work until stopped."""
        failed = 0
        while not self.stop.is_set():
            close_old_connections()
            try:
                busy, failed = self.one_turn(), 0
            except Exception as error:  # the database is gone, say
                busy, failed = 0, failed + 1
                logger.warning("worker: %s, attempt %s", type(error).__name__, failed)
                logger.debug("worker", exc_info=True)
            if not busy:
                wakeup.wait(waiting_time(failed))
        self.release()
        connection.close()

    def one_turn(self) -> int:
        """Do what is due, jobs before the work of this host; how much was done. One query when nothing is due."""
        return sum(self._attempt(job, state) for job, state in self._due()) + sum(
            self._attempt_turn(name, run) for name, run in TURNS.items()
        )

    def release(self) -> None:
        """Leave the jobs it still holds to others."""
        try:
            JobState.objects.filter(leased_by=self._name).update(lease_until=None, leased_by="")
        except Exception as error:
            logger.warning("worker: %s while it stopped", type(error).__name__)

    def _due(self) -> Iterator[tuple[Job, JobState]]:
        """What runs on each turn comes last, so that it sees what the others did."""
        states = JobState.objects.in_bulk()
        missing = [JobState(name=name, next_run=timezone.now()) for name in JOBS if name not in states]
        if missing:
            JobState.objects.bulk_create(missing, ignore_conflicts=True)
            states |= {state.name: state for state in missing}
        for job in sorted(JOBS.values(), key=lambda job: job.is_continuous):
            state, now = states[job.name], timezone.now()
            free = state.lease_until is None or state.lease_until <= now or state.leased_by == self._name
            if free and state.next_run <= now:
                yield job, state

    def _attempt(self, job: Job, state: JobState) -> int:
        """Run a job that was due a moment ago, unless another runner is or was at it."""
        holds = self._holds(job, state)
        if not holds and not self._take(job):
            return 0
        try:
            done = job.run()
        except Exception as error:
            self._fail(job.name, error)
            self._give_back(job, last_error=self.failures[job.name], next_run=job.retry(timezone.now()))
            return 0
        self.failures.pop(job.name, None)
        now = timezone.now()
        if not job.is_continuous:
            self._give_back(job, last_run=now, last_error="", next_run=job.next_run(now))
        elif not holds:
            self._rows(job).update(last_run=now, last_error="", next_run=now)
        return done

    def _holds(self, job: Job, state: JobState) -> bool:
        """Whether it kept the job since an earlier turn: then nothing is written, twice a lease aside."""
        if not job.is_continuous or state.leased_by != self._name or state.lease_until is None:
            return False
        return state.lease_until - timezone.now() > job.lease / 2

    def _take(self, job: Job) -> bool:
        """The lock: of all that try at once, the update of one finds the row as it asks."""
        now = timezone.now()
        free = Q(lease_until=None) | Q(lease_until__lte=now) | Q(leased_by=self._name)
        due = JobState.objects.filter(free, name=job.name, next_run__lte=now)
        return due.update(lease_until=now + job.lease, leased_by=self._name) == 1

    def _give_back(self, job: Job, **values: datetime | str) -> None:
        self._rows(job).update(lease_until=None, leased_by="", **values)

    def _rows(self, job: Job) -> QuerySet[JobState]:
        """Its row, or none when the lease ended and another runner took the job: then that one writes."""
        return JobState.objects.filter(name=job.name, leased_by=self._name)

    def _attempt_turn(self, name: str, run: Run) -> int:
        """One that fails is left alone, longer after every failure in a row."""
        failed, resume_at = self._resting.get(name, (0, 0.0))
        if time.monotonic() < resume_at:
            return 0
        try:
            done = run()
        except Exception as error:
            self._fail(name, error)
            self._resting[name] = (failed + 1, time.monotonic() + waiting_time(failed + 1))
            return 0
        self.failures.pop(name, None)
        self._resting.pop(name, None)
        return done

    def _fail(self, name: str, error: Exception) -> None:
        """Log where it failed. The words of an unknown error may hold what a reader wrote."""
        self.failures[name] = (str(error) if isinstance(error, JobFailed) else type(error).__name__)[:200]
        logger.error("job %s failed: %s", name, self.failures[name])
        if not isinstance(error, JobFailed):
            logger.error("job %s:\n%s", name, "".join(traceback.format_tb(error.__traceback__)))


def waiting_time(failures: int) -> float:
    """Seconds until the next look, longer after every failure in a row."""
    return float(min(PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE))


def one_turn() -> int:
    """Do what is due now, as a worker that just started would; how much was done."""
    runner = Runner()
    try:
        return runner.one_turn()
    finally:
        runner.release()


def start_thread() -> Runner:
    """A worker in a thread that ends with this process; `stop.set()` ends it earlier."""
    runner = Runner()
    threading.Thread(target=runner.run, name="worker", daemon=True).start()
    return runner
