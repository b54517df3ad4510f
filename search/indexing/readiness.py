"""Is search ready to be used? Asked by `/readyz`."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from search.backends.registry import get_engine, kept
from search.contract import Engine, EngineError
from search.indexing.models import OutboxEntry

# Further behind than this, and something is wrong with the worker of this host.
_PATIENCE = timedelta(minutes=10)
# The kind of error that an entry has of it (`sync`).
_DISK_FULL = "DiskFull"


def problem() -> str | None:
    """Why no index of this host can be used or is up to date, in one sentence without secrets, or None.

    What waits for an index of another host, or of one that is gone, is not looked at.
    """
    found = [_problem(engine) for engine in kept(get_engine())]
    return found[-1] if all(found) else None


def warning() -> str | None:
    """Which of several indexes of this host cannot be used or is late while another is not, or None."""
    engines = kept(get_engine())
    found = [f"{engine.name}: {problem}" for engine in engines if (problem := _problem(engine))]
    return found[0] if 0 < len(found) < len(engines) else None


def _problem(engine: Engine) -> str | None:
    return engine.problem() or _late(engine)


def _late(engine: Engine) -> str | None:
    try:
        consumer = engine.consumer()
    except EngineError as error:
        return str(error)
    waiting = OutboxEntry.objects.filter(consumer__name=consumer, done__lt=F("needed"), set_aside_at=None)
    late = waiting.filter(since__lt=timezone.now() - _PATIENCE)
    count = late.count()
    if not count:
        return None
    cause = ": the disk of the search server is full" if late.filter(last_error=_DISK_FULL).exists() else ""
    return f"{count} changed pages wait for the search index for more than ten minutes{cause}"
