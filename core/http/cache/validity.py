"""What a page that is being made depends on besides the state of the database: the clock, and reasons not to keep it.

Code that reads the clock says so here while a page is made; whoever keeps pages (`core.http.cache.page_cache`) asks
afterwards how long the page is right. Outside of that nothing is noted and nothing is slowed down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

# Gives the next moment at which time alone changes what is public, or None. Asks the database.
NextChange = Callable[[], datetime | None]


class Validity:
    """Collects what was said while one page was made."""

    def __init__(self) -> None:
        self.may_keep = True
        self.moments: list[datetime] = []
        self.sources: set[NextChange] = set()


_current: ContextVar[Validity | None] = ContextVar("validity_of_page", default=None)


@contextmanager
def collecting() -> Iterator[Validity]:
    """Collect until the block ends; what an inner block collects is not told to an outer one."""
    validity = Validity()
    token = _current.set(validity)
    try:
        yield validity
    finally:
        _current.reset(token)


def do_not_keep() -> None:
    """Say that the page being made is right only for this one answer."""
    if (validity := _current.get()) is not None:
        validity.may_keep = False


def valid_until(moment: datetime | None) -> None:
    """Say that the page being made is no longer right from this moment on; None says nothing."""
    if moment is not None and (validity := _current.get()) is not None:
        validity.moments.append(moment)


def valid_before(day: date | None) -> None:
    """Say that the page being made is no longer right when this day begins; None says nothing."""
    if day is not None:
        valid_until(timezone.make_aware(datetime.combine(day, time.min)))


def changes_at(source: NextChange) -> None:
    """Say that the page being made changes at the moment that `source` gives; it is asked once per public state."""
    if (validity := _current.get()) is not None:
        validity.sources.add(source)


def say_again(said: Validity) -> None:
    """Say of the page being made what was said while a part of it was made."""
    if (validity := _current.get()) is not None:
        validity.may_keep = validity.may_keep and said.may_keep
        validity.moments += said.moments
        validity.sources |= said.sources
