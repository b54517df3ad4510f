"""Once a day everything is looked at again: a result can become too old by the clock alone.

What was reported as wrong is forgotten then too, when its time has come.

`make run` does it in a thread of the server; in production a timer runs `manage.py recompute_evidence`.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, time, timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from cases.corrections.forgetting import forget
from cases.facts.refresh import refresh_all
from cases.summaries.recompute import recompute_all

# Shortly after the day began.
AT = time(0, 5)

logger = logging.getLogger(__name__)


def start_nightly_thread() -> threading.Event:
    """Look now, and every night after; the thread ends with this process, or when the event is set."""
    stop = threading.Event()
    threading.Thread(target=_run, args=(stop,), name="nightly-evidence", daemon=True).start()
    return stop


def seconds_until_night(now: datetime) -> float:
    """From `now` (aware) to the next time it is due."""
    local = timezone.localtime(now)
    day = local.date() + timedelta(days=local.time() >= AT)
    # By timestamps: two local times subtract as if the clock never goes forward or back.
    return timezone.make_aware(datetime.combine(day, AT)).timestamp() - now.timestamp()


def look() -> int:
    """Bring everything up to date; how many summaries were written. A failure is logged, tomorrow is another day."""
    close_old_connections()
    try:
        forget()
        refresh_all()
        written = len(list(recompute_all()))
    except Exception:
        logger.exception("the nightly look at the evidence failed")
        return 0
    finally:
        connection.close()
    logger.info("evidence: %s summaries written", written)
    return written


def _run(stop: threading.Event) -> None:
    look()
    while not stop.wait(seconds_until_night(timezone.now())):
        look()
