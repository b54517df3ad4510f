"""The worker: one loop that keeps the index equal to the site and publishes what is scheduled.

Runs as `manage.py search_worker` or as a thread beside the server; with several on one host a lock lets one work.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections, connection

from search import outbox, waking
from search.contract import Engine, EngineError
from search.delivery import deliver
from search.engines import get_engine
from search.locks import file_lock
from search.rebuilding import rebuild_if_needed
from search.schedule import publish_due

PAUSE = 0.3
SCHEDULE_EVERY = 20.0
_LONGEST_PAUSE = 30.0

logger = logging.getLogger(__name__)


@dataclass
class Worker:
    """One worker. `stop` ends its loop; failures make it wait longer, never stop."""

    engine: Engine = field(default_factory=get_engine)
    stop: threading.Event = field(default_factory=threading.Event)
    _scheduled_at: float | None = None
    _failures: int = 0

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
            with file_lock(settings.SEARCH_INDEX_DIR / "worker.lock"):
                return self._publish() + self._index()
        except TimeoutError:
            return 0
        except OSError as error:
            raise EngineError("the directory of the index cannot be used") from error

    def _publish(self) -> int:
        now = time.monotonic()
        if self._scheduled_at is not None and now - self._scheduled_at < SCHEDULE_EVERY:
            return 0
        self._scheduled_at = now
        return publish_due()

    def _index(self) -> int:
        reason = rebuild_if_needed(self.engine)
        if reason:
            logger.info("search index rebuilt: %s", reason)
        return deliver(self.engine, outbox.register(self.engine.consumer()))


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
