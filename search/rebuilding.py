"""Make the index anew from the database while the old one keeps answering, and lose no change made meanwhile."""

from __future__ import annotations

from search import outbox
from search.contract import Changes, Engine
from search.engines import get_engine
from search.records import all_records, build_records


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


def rebuild_if_needed(engine: Engine | None = None) -> str | None:
    """Rebuild when the index is missing, damaged, or of another version or database; the reason, or None.

    :raises EngineError: when the engine cannot; the old index stays.
    """
    engine = engine or get_engine()
    consumer = outbox.register(engine.consumer())
    reason = engine.problem()
    if reason is None and consumer.filled_at is None:
        reason = "the search index was not filled from this database"
    if reason:
        rebuild(engine)
    return reason
