"""What of people is kept and for how long. Declared beside the model; the privacy page prints what is declared here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from core.jobs.registry import Run, register

DECLARED: list[Retention] = []


@dataclass(frozen=True)
class Retention:
    """`what` is kept and `until` when, in Dutch, for readers."""

    what: str
    until: str


def declare(name: str, *, what: str, until: str, forget: Run) -> None:
    """Have `forget` done every day, and tell readers of it. `forget` deletes what may not be kept and returns how much.

    :raises ValueError: when the name is taken.
    """
    register(f"retention-{name}", forget, every=timedelta(days=1))
    DECLARED.append(Retention(what, until))
