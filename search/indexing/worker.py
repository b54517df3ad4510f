"""Keeps the indexes of this host equal to the site: what `core.jobs` does on each turn of the worker.

With several workers on one host a lock lets one work; those on several hosts share the work of one index (`claims`).
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from core.jobs import JobFailed
from core.jobs.runner import waiting_time
from search.backends.registry import get_engine, kept
from search.contract import Engine, EngineError
from search.indexing import outbox
from search.indexing.reindex import rebuild_if_needed
from search.indexing.sync import deliver
from search.indexing.worker_lock import worker_lock

# A server whose copy answers is asked again within seconds: readers see what it holds as soon as it is back.
_LONGEST_AWAY = 5.0

logger = logging.getLogger(__name__)

# How often in a row an index failed, and when it is tried again.
_trouble: WeakKeyDictionary[Engine, tuple[int, float]] = WeakKeyDictionary()


@dataclass
class Worker:
    """Brings what is behind `engine` up to date."""

    engine: Engine = field(default_factory=get_engine)

    def step(self) -> int:
        """Process the backlog once; returns the number of pages. Does nothing while another worker of this host runs.

        :raises EngineError: when the engine fails.
        """
        try:
            with worker_lock() as name:
                return self._index(name)
        except TimeoutError:
            return 0
        except OSError as error:
            raise EngineError("the directory of the index cannot be used") from error

    def _index(self, name: str) -> int:
        """Bring every index up to date. One that fails is left alone for a while and does not hold up another.

        :raises EngineError: when all fail.
        """
        engines, done, failures = kept(self.engine), 0, []
        for engine in engines:
            before, resume_at = _trouble.get(engine, (0, 0.0))
            if len(engines) > 1 and time.monotonic() < resume_at:
                continue
            try:
                done += _bring(engine, name)
                _trouble.pop(engine, None)
            except EngineError as error:
                wait = min(waiting_time(before + 1), _LONGEST_AWAY)
                _trouble[engine] = (before + 1, time.monotonic() + wait)
                failures.append(error)
                if len(engines) > 1:
                    logger.warning("search worker: %s: %s, attempt %s", engine.name, error, before + 1)
        if len(failures) == len(engines):
            raise failures[0]
        return done


def index_turn() -> int:
    """Bring the indexes of this host up to date; how many pages it dealt with.

    :raises JobFailed: when none of them could be.
    """
    try:
        return Worker().step()
    except EngineError as error:
        raise JobFailed(str(error)) from error


def _bring(engine: Engine, name: str) -> int:
    """Make the index anew when it must be, and deliver what is due under the name of this worker; how many pages."""
    reason = rebuild_if_needed(engine)
    if reason:
        logger.info("search index rebuilt: %s", reason)
    return deliver(engine, outbox.register(engine.consumer()), name)
