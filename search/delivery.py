"""Bring changed pages from the outbox to the index."""

from __future__ import annotations

from search import outbox
from search.contract import Engine, EngineError
from search.outbox_models import Consumer
from search.records import build_readable


def deliver(engine: Engine, consumer: Consumer) -> int:
    """Write or take out the pages that are due, as they are in the database now; how many pages it dealt with.

    Delivering twice does no harm, so nothing is lost when this dies halfway.

    :raises EngineError: when the engine cannot write; the entries wait for another try.
    """
    entries = outbox.due(consumer)
    if not entries:
        return 0
    versions = {entry.page_id: entry.needed for entry in entries}
    records, failed = build_readable(list(versions), versions)
    kept = {record.page_id for record in records} | failed.keys()
    gone = {page_id: version for page_id, version in versions.items() if page_id not in kept}
    try:
        engine.write(records, gone)
    except EngineError as error:
        outbox.mark_failed(entries, error)
        raise
    outbox.mark_done(entry for entry in entries if entry.page_id not in failed)
    for entry in entries:
        if entry.page_id in failed:
            outbox.mark_failed([entry], failed[entry.page_id])
    return len(entries) - len(failed)
