"""Is search ready to be used? Asked by `/readyz`."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from search.engines import get_engine, kept
from search.outbox_models import OutboxEntry

# Further behind than this, and something is wrong with the worker.
_PATIENCE = timedelta(minutes=10)


def problem() -> str | None:
    """What is wrong with the index or with keeping it up to date, in one sentence without secrets, or None.

    With two indexes one is enough: the other is in `warning`.
    """
    found = [engine.problem() for engine in kept(get_engine())]
    if all(found):
        return found[-1]
    waiting = OutboxEntry.objects.filter(done__lt=F("needed"), set_aside_at=None)
    late = waiting.filter(since__lt=timezone.now() - _PATIENCE).count()
    return f"{late} changed pages wait for the search index for more than ten minutes" if late else None


def warning() -> str | None:
    """Which of several indexes cannot be used while another answers, in one sentence, or None."""
    engines = kept(get_engine())
    found = [f"{engine.name}: {problem}" for engine in engines if (problem := engine.problem())]
    return found[0] if 0 < len(found) < len(engines) else None
