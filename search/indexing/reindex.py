"""Make the index anew from the database while the old one keeps answering, and lose no change made meanwhile."""

from __future__ import annotations

import logging

from core.http.cache.stamp import note_public_change
from search.backends.registry import get_engine, kept
from search.contract import Changes, Engine, EngineError
from search.curation.cache import current_curation
from search.documents.builder import all_records, build_readable
from search.indexing import outbox

logger = logging.getLogger(__name__)


def rebuild(engine: Engine) -> None:
    """Fill a new index, add what changed while filling, and switch.

    What was noted before the start is read afterwards; what was noted since is read again with writers shut out; what
    is noted after that is delivered to the new index by the worker. A page that cannot be read or is refused is left to
    the worker too, which sets it aside in the end.

    :raises EngineError: when the engine cannot; the old index stays.
    """
    consumer = outbox.register(engine.consumer())
    before = outbox.versions(consumer)
    unreadable: dict[int, Exception] = {}

    def late() -> Changes:
        changed = outbox.changed_since(consumer, before)
        records, failed = build_readable(list(changed), changed, whole=current_curation().whole)
        unreadable.update(failed)
        left = {record.page_id for record in records} | failed.keys()
        return Changes(tuple(records), tuple(page_id for page_id in changed if page_id not in left))

    refused = engine.rebuild(all_records(before, unreadable, whole=current_curation().whole), late)
    note_public_change()
    outbox.mark_filled(consumer)
    outbox.retry(consumer)
    left_out = unreadable.keys() | refused.keys()
    if left_out:
        logger.error("%s: %s pages could not be taken into the index", engine.name, len(left_out))
        outbox.note_again(consumer, left_out)


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
    """Rebuild when there is a reason to; the reason, or None.

    :raises EngineError: when the engine cannot; the old index stays.
    """
    reason = reason_to_rebuild(engine)
    if reason:
        rebuild(engine)
    return reason


def reason_to_rebuild(engine: Engine) -> str | None:
    """The index is missing, damaged, or of another version or database, in one sentence; else None.

    :raises EngineError: when the engine does not say.
    """
    consumer = outbox.register(engine.consumer())
    reason = engine.problem()
    if reason is None and consumer.filled_at is None:
        return "the search index was not filled from this database"
    return reason
