"""Add the counts to the table: one statement however many questions, safe with any number of servers.

A thread of this process does it, shortly after a page was sent, so that no page ever waits for a lock or a disk. What
the last second counted is lost when a process is killed. A failure is logged; those counts are lost too.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import close_old_connections, connection

from search.analytics.buffer import BUFFER, BufferedSearch
from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.query_normalisation import MANY, Counted, digest

# Seconds in which counts are put together.
PAUSE = 1.0
# Different questions, and different choices, that a day may have: anybody can ask, and the table is kept for months.
MOST_QUESTIONS, MOST_CHOICES = 2000, 4000
_ROWS = 100

_ASKED = QuestionCount._meta.db_table
_CHOSEN = ChoiceCount._meta.db_table

_ADD_QUESTIONS = """
    INSERT INTO {asked} (key, day, question, filters, times, found) VALUES {places}
    ON CONFLICT (key) DO UPDATE SET times = {asked}.times + excluded.times, found = excluded.found
"""
_ADD_CHOICE = """
    INSERT INTO {chosen} (key, asked_id, rank, times) SELECT %s, key, %s, %s FROM {asked} WHERE key = %s
    ON CONFLICT (key) DO UPDATE SET times = {chosen}.times + excluded.times
"""

logger = logging.getLogger(__name__)


def write() -> None:
    """Write what waits. Questions before choices: a choice only counts after a question of that day. Never raises."""
    asked, chosen = BUFFER.take()
    try:
        _add_questions(_folded(asked))
        _add_choices(_without_new(chosen))
    except Exception as error:
        logger.warning("the search log could not be written: %s", type(error).__name__)


def _folded(asked: Mapping[Counted, BufferedSearch]) -> dict[Counted, BufferedSearch]:
    """New questions of a day that has enough of them count together as one, `(veel)`. Two queries a day."""
    found: dict[Counted, BufferedSearch] = {}
    for day in {one.day for one in asked}:
        of_day = {one: each for one, each in asked.items() if one.day == day}
        known = _known(QuestionCount, {one.key for one in of_day})
        room = MOST_QUESTIONS - QuestionCount.objects.filter(day=day).count()
        for one, each in of_day.items():
            if one.key not in known and one.is_kept:
                room -= 1
                if room < 0:
                    many = Counted(day, MANY, "")
                    before = found.get(many)
                    found[many] = BufferedSearch(each.times + (before.times if before else 0), 0)
                    continue
            found[one] = each
    return found


def _without_new(chosen: Mapping[tuple[Counted, int], int]) -> Mapping[tuple[Counted, int], int]:
    """Those there is room for on their day: what was chosen before goes on counting."""
    found: dict[tuple[Counted, int], int] = {}
    for day in {one.day for one, _ in chosen}:
        of_day = {choice: times for choice, times in chosen.items() if choice[0].day == day}
        known = _known(ChoiceCount, {_choice_key(*choice) for choice in of_day})
        new = [choice for choice in of_day if _choice_key(*choice) not in known]
        room = max(MOST_CHOICES - ChoiceCount.objects.filter(asked__day=day).count(), 0)
        dropped = set(new[room:])
        found |= {choice: times for choice, times in of_day.items() if choice not in dropped}
    return found


def _known(model: type[QuestionCount] | type[ChoiceCount], keys: Collection[str]) -> set[str]:
    return set(model._default_manager.filter(key__in=keys).values_list("key", flat=True))


def _choice_key(one: Counted, rank: int) -> str:
    return digest(one.key, str(rank))


def _add_questions(asked: Mapping[Counted, BufferedSearch]) -> None:
    """In the order of their keys: two servers that write the same rows never wait for each other in a circle."""
    rows = [(one.key, _day(one), one.question, one.filters, each.times, each.found) for one, each in asked.items()]
    rows.sort()
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        _execute(
            _ADD_QUESTIONS.format(asked=_ASKED, places=", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))),
            [value for row in some for value in row],
        )


def _add_choices(chosen: Mapping[tuple[Counted, int], int]) -> None:
    rows = [(_choice_key(one, rank), rank, times, one.key) for (one, rank), times in chosen.items()]
    for row in sorted(rows):
        _execute(_ADD_CHOICE.format(asked=_ASKED, chosen=_CHOSEN), row)


def _day(one: Counted) -> Any:
    return connection.ops.adapt_datefield_value(one.day)


def _execute(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class Writer:
    """The thread of this process, started when there is something to write; a forked process starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = threading.Event()
        self._process = 0

    def wake(self) -> None:
        """There is something to write."""
        self._waiting.set()
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._run, name="search-log", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._waiting.wait()
            time.sleep(PAUSE)
            self._waiting.clear()
            try:
                close_old_connections()
                write()
                close_old_connections()
            except Exception:
                logger.exception("the search log goes on after a failure")


WRITER = Writer()
