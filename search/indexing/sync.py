"""Bring changed pages from the outbox to the index."""

from __future__ import annotations

import logging

from core.http.cache.stamp import note_public_change
from search.contract import Engine, EngineError, PagesRefused
from search.curation.cache import current_curation
from search.documents.builder import build_readable
from search.indexing import outbox
from search.indexing.leases import claim, mark_done, mark_failed, mark_refused
from search.indexing.models import Consumer
from search.indexing.worker_lock import worker_lock

# Seconds a command waits for the worker of this host to finish what it is doing.
_WAIT = 30.0

logger = logging.getLogger(__name__)


def deliver(engine: Engine, consumer: Consumer, worker: str = "") -> int:
    """Write or take out the pages that are due, as they are in the database now; how many pages it dealt with.

    Delivering twice does no harm, so nothing is lost when this dies halfway. `worker` is the name of its claims.

    :raises EngineError: when the engine cannot write; the entries wait for another try.
    """
    entries = claim(consumer, worker)
    if not entries:
        return 0
    versions = {entry.page_id: entry.needed for entry in entries}
    records, unreadable = build_readable(list(versions), versions, whole=current_curation().whole)
    refused = {page_id: type(error).__name__ for page_id, error in unreadable.items()}
    kept = {record.page_id for record in records} | refused.keys()
    gone = {page_id: version for page_id, version in versions.items() if page_id not in kept}
    try:
        engine.write(records, gone)
    except PagesRefused as error:
        refused |= error.pages
    except EngineError as error:
        mark_failed(entries, type(error).__name__)
        raise
    note_public_change()  # lists and answers to questions are of the index
    mark_done(consumer, [entry for entry in entries if entry.page_id not in refused])
    if refused:
        logger.error("%s: %s pages refused: %s", engine.name, len(refused), ", ".join(sorted(set(refused.values()))))
        mark_refused(entries, refused)
    return len(entries) - len(refused)


def deliver_all(engine: Engine) -> None:
    """Deliver until nothing is due, apart from the worker of this host; what it is busy with, it does itself.

    :raises EngineError: when the engine cannot write.
    """
    try:
        with worker_lock(_WAIT) as worker:
            while deliver(engine, outbox.register(engine.consumer()), worker):
                pass
    except TimeoutError:
        logger.info("a worker is busy; it delivers the rest")
    except OSError as error:
        raise EngineError("the directory of the index cannot be used") from error
