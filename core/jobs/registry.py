"""Which jobs there are. Filled while the rooms are loaded: by their models and by `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

Run = Callable[[], int]

JOBS: dict[str, Job] = {}
TURNS: dict[str, Run] = {}

_SHORTEST_LEASE = timedelta(minutes=1)
_LONGEST_LEASE = timedelta(hours=1)
_RETRY = timedelta(minutes=1)
# A job that runs all the time, or several times an hour, may be this late.
_SMALLEST_MARGIN = timedelta(minutes=5)
_DAY = timedelta(days=1)


class JobFailed(Exception):
    """Raised by a job whose failure can be told in words without personal data or secrets: they are logged and kept.

    Of every other exception only the name of its class is.
    """


@dataclass(frozen=True)
class Job:
    """Work done once for all processes together. `run` returns how much it did."""

    name: str
    run: Run
    every: timedelta
    at: time | None = None

    @property
    def is_continuous(self) -> bool:
        return not self.every

    @property
    def lease(self) -> timedelta:
        """How long a runner that died keeps others from the job; one that takes longer may be begun a second time."""
        return min(max(self.every, _SHORTEST_LEASE), _LONGEST_LEASE)

    @property
    def margin(self) -> timedelta:
        """How late it may be before it is a reason for a warning."""
        return max(self.every / 4, _SMALLEST_MARGIN)

    def next_run(self, now: datetime) -> datetime:
        """When it is due after a run that ended at `now`."""
        if self.at is None:
            return now + self.every
        local = timezone.localtime(now)
        day = local.date() + self.every - (_DAY if local.time() < self.at else timedelta(0))
        return timezone.make_aware(datetime.combine(day, self.at))

    def retry(self, now: datetime) -> datetime:
        """When it is tried again after a failure at `now`."""
        return now + (_RETRY if self.is_continuous else min(self.every, _RETRY))


def register(name: str, run: Run, *, every: timedelta, at: time | None = None) -> None:
    """Have `run` done every so often by one of the workers; `every=timedelta(0)` is on each turn.

    `at` is a time of the day in the time zone of the site; then `every` is a number of whole days.

    :raises ValueError: when the name is taken.
    """
    _refuse_taken(name)
    JOBS[name] = Job(name, run, every, at)


def register_turn(name: str, run: Run) -> None:
    """Have `run` done by the worker of each host, on every turn.

    :raises ValueError: when the name is taken.
    """
    _refuse_taken(name)
    TURNS[name] = run


def _refuse_taken(name: str) -> None:
    if name in JOBS or name in TURNS:
        raise ValueError(f"there is already a job {name}")
