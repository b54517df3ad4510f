"""The worker: one loop that keeps the index equal to the site and publishes what is scheduled.

Runs as `manage.py search_worker` or as a thread beside the server. With several on one host a lock lets one work; those
on several hosts share the work of one index (`claims`).
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import date

from django.db import close_old_connections, connection
from django.utils import timezone

from cases.facts.stale import recompute_stale
from search import outbox, waking
from search.asking import forgetting as asking
from search.contract import Engine, EngineError
from search.delivery import deliver
from search.engines import get_engine, kept
from search.log.forgetting import forget
from search.rebuilding import rebuild_if_needed
from search.schedule import publish_due
from search.worker_lock import worker_lock

PAUSE = 0.3
SCHEDULE_EVERY = 20.0
_LONGEST_PAUSE = 30.0
# A server whose copy answers is asked again within seconds: readers see what it holds as soon as it is back.
_LONGEST_AWAY = 5.0

logger = logging.getLogger(__name__)


@dataclass
class Worker:
    """One worker. `stop` ends its loop; failures make it wait longer, never stop."""

    engine: Engine = field(default_factory=get_engine)
    stop: threading.Event = field(default_factory=threading.Event)
    _scheduled_at: float | None = None
    _forgot_on: date | None = None
    _failures: int = 0
    _trouble: dict[Engine, tuple[int, float]] = field(default_factory=dict)

    def run(self) -> None:
        """Work until stopped."""
        while not self.stop.is_set():
            close_old_connections()
            try:
                busy = self.step()
                self._failures = 0
            except Exception as error:
                self._failures += 1
                busy = 0
                logger.warning("search worker: %s, attempt %s", _kind(error), self._failures)
                logger.debug("search worker", exc_info=True)
            if not busy:
                waking.wait(waiting_time(self._failures))
        connection.close()

    def step(self) -> int:
        """Do what there is to do now; how many pages it dealt with. Does nothing while another worker is at it.

        :raises EngineError: when the engine fails.
        """
        try:
            with worker_lock() as name:
                published = self._publish()
                # Before the index, which holds direction and level of methods.
                recompute_stale()
                return published + self._index(name)
        except TimeoutError:
            return 0
        except OSError as error:
            raise EngineError("the directory of the index cannot be used") from error

    def _publish(self) -> int:
        now = time.monotonic()
        if self._scheduled_at is not None and now - self._scheduled_at < SCHEDULE_EVERY:
            return 0
        self._scheduled_at = now
        self._forget()
        return publish_due()

    def _forget(self) -> None:
        """Once a day. A failure is logged and tried again at the next look at the clock."""
        today = timezone.localdate()
        if self._forgot_on == today:
            return
        try:
            forget(today)
            asking.forget()
            self._forgot_on = today
        except Exception:
            logger.exception("old questions could not be deleted")

    def _index(self, name: str) -> int:
        """Bring every index up to date. One that fails is left alone for a while and does not hold up another.

        :raises EngineError: when all fail.
        """
        engines, done, failures = kept(self.engine), 0, []
        for engine in engines:
            before, resume_at = self._trouble.get(engine, (0, 0.0))
            if len(engines) > 1 and time.monotonic() < resume_at:
                continue
            try:
                done += _bring(engine, name)
                self._trouble.pop(engine, None)
            except EngineError as error:
                wait = min(waiting_time(before + 1), _LONGEST_AWAY)
                self._trouble[engine] = (before + 1, time.monotonic() + wait)
                failures.append(error)
                if len(engines) > 1:
                    logger.warning("search worker: %s: %s, attempt %s", engine.name, error, before + 1)
        if len(failures) == len(engines):
            raise failures[0]
        return done


def _bring(engine: Engine, name: str) -> int:
    """Make the index anew when it must be, and deliver what is due under the name of this worker; how many pages."""
    reason = rebuild_if_needed(engine)
    if reason:
        logger.info("search index rebuilt: %s", reason)
    return deliver(engine, outbox.register(engine.consumer()), name)


def start_worker_thread() -> Worker:
    """A worker in a thread that ends with this process; `stop.set()` ends it earlier."""
    worker = Worker()
    threading.Thread(target=worker.run, name="search-worker", daemon=True).start()
    return worker


def waiting_time(failures: int) -> float:
    """Seconds until the next look, longer after every failure in a row."""
    return float(min(PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE))


def _kind(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else type(error).__name__
