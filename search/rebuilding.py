"""Make the index anew from the database while the old one keeps answering, and lose no change made meanwhile."""

from __future__ import annotations

import logging

from search import outbox
from search.contract import Changes, Engine, EngineError
from search.engines import get_engine, kept
from search.records import all_records, build_records

logger = logging.getLogger(__name__)


def rebuild(engine: Engine) -> None:
    """Fill a new index, add what changed while filling, and switch.

    What was noted before the start is read afterwards; what was noted since is read again with writers shut out; what
    is noted after that is delivered to the new index by the worker.

    :raises EngineError: when the engine cannot; the old index stays.
    """
    consumer = outbox.register(engine.consumer())
    before = outbox.versions(consumer)

    def late() -> Changes:
        changed = outbox.changed_since(consumer, before)
        records = build_records(list(changed), changed)
        found = {record.page_id for record in records}
        return Changes(tuple(records), tuple(page_id for page_id in changed if page_id not in found))

    engine.rebuild(all_records(before), late)
    outbox.mark_filled(consumer)


def rebuild_all_if_needed() -> None:
    """Rebuild what needs it of the indexes the settings name.

    :raises EngineError: when none can be used; one is enough to answer.
    """
    engines, failures = kept(get_engine()), []
    for engine in engines:
        try:
            rebuild_if_needed(engine)
        except EngineError as error:
            failures.append(error)
            logger.warning("%s: %s", engine.name, error)
    if len(failures) == len(engines):
        raise failures[0]


def rebuild_if_needed(engine: Engine) -> str | None:
    """Rebuild when the index is missing, damaged, or of another version or database; the reason, or None.

    :raises EngineError: when the engine cannot; the old index stays.
    """
    consumer = outbox.register(engine.consumer())
    reason = engine.problem()
    if reason is None and consumer.filled_at is None:
        reason = "the search index was not filled from this database"
    if reason:
        rebuild(engine)
    return reason
