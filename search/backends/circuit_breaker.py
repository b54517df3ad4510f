"""A circuit breaker: after failures requests skip the server until a background probe succeeds."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Failures in a row that open it.
FAILURES = 2
# Seconds until the next probe: longer after each that fails.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0

logger = logging.getLogger(__name__)


@dataclass
class Breaker:
    """Closed: every request goes through. Open: none does. Half-open: one probe, in its own thread.

    `probe` raises as long as the server is not well. A failure that took longer than `slow` seconds opens it at once.
    """

    probe: Callable[[], object]
    slow: float = 0.5
    _failures: int = 0
    _pause: float = FIRST_PAUSE
    _next_probe: float | None = None
    _probing: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_open(self) -> bool:
        return self._next_probe is not None

    def may_ask(self) -> bool:
        """True when closed. While open, starts the probe when it is time."""
        with self._lock:
            if self._next_probe is None:
                return True
            if not self._probing and time.monotonic() >= self._next_probe:
                self._probing = True
                threading.Thread(target=self._try, name="search-probe", daemon=True).start()
            return False

    def succeeded(self) -> None:
        """An answer came; only a probe closes an open breaker."""
        with self._lock:
            if self._next_probe is None:
                self._failures = 0

    def failed(self, seconds: float = 0.0) -> None:
        """No answer came, after so many seconds."""
        with self._lock:
            self._failures += 1
            if self._next_probe is None and (self._failures >= FAILURES or seconds >= self.slow):
                self._pause = FIRST_PAUSE
                self._next_probe = time.monotonic() + self._pause
                logger.warning("the search server does not answer; the index on this machine does")

    def _try(self) -> None:
        try:
            self.probe()
        except Exception:
            with self._lock:
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
                self._next_probe, self._probing = time.monotonic() + self._pause, False
        else:
            with self._lock:
                self._failures, self._next_probe, self._probing = 0, None, False
            logger.warning("the search server answers again")
