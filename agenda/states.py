"""The state of an activity in words, with how old that knowledge is. Pure but for the clock."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from agenda.choices import State
from core.http.cache.validity import valid_before
from core.text.periods import format_period

# What is known longer ago than this is shown as the last that is known.
FRESH = timedelta(days=365)
_HAS_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[-/ ]\w+\.?[-/ ]\d{4}$")


class Shown(NamedTuple):
    """A state as a reader sees it: `loopt`, `laatst bekend in 2019`."""

    state: State
    label: str
    when: str
    is_old: bool


def shown_state(state: str, known_on: str, day: date | None) -> Shown:
    """`day` is the last day of `known_on`; without one only that the date is not published can be said."""
    found = State(state)
    if day is None:
        return Shown(found, found.label, "datum niet gepubliceerd", is_old=False)
    is_old = day + FRESH < timezone.localdate()
    if not is_old:
        valid_before(day + FRESH + timedelta(days=1))
    return Shown(found, found.label, f"{'laatst bekend' if is_old else 'bekend'} {moment(known_on)}", is_old)


def moment(text: str) -> str:
    """`op 4 juli 2025`, `in juli 2025`, `in het 1e kwartaal 2017`."""
    words = format_period(text)
    if is_day(text):
        return f"op {words}"
    return f"in het {words}" if "kwartaal" in words else f"in {words}"


def is_day(text: str) -> bool:
    """Whether a period is one day, as an editor wrote it."""
    return bool(_HAS_DAY.match(" ".join(text.lower().split())))
