"""Bring changed pages from the outbox to the index."""

from __future__ import annotations

import logging

from search import outbox
from search.contract import Engine, EngineError, Record
from search.outbox_models import Consumer, OutboxEntry
from search.records import build_records

logger = logging.getLogger(__name__)


def deliver(engine: Engine, consumer: Consumer) -> int:
    """Write or take out the pages that are due, as they are in the database now; how many pages it dealt with.

    Delivering twice does no harm, so nothing is lost when this dies halfway.

    :raises EngineError: when the engine cannot write; the entries wait for another try.
    """
    entries = outbox.due(consumer)
    if not entries:
        return 0
    records, failed = _build(entries)
    gone = {entry.page_id for entry in entries} - {record.page_id for record in records} - failed
    try:
        engine.write(records, gone)
    except EngineError as error:
        outbox.mark_failed(entries, error)
        raise
    outbox.mark_done(entry for entry in entries if entry.page_id not in failed)
    return len(entries) - len(failed)


def _build(entries: list[OutboxEntry]) -> tuple[list[Record], set[int]]:
    """The records of these pages, and the pages that cannot be read; one such page does not hold up the rest."""
    versions = {entry.page_id: entry.needed for entry in entries}
    try:
        return build_records(list(versions), versions), set()
    except Exception:
        logger.exception("a batch of pages cannot be read, trying them one by one")
    records: list[Record] = []
    failed: set[int] = set()
    for entry in entries:
        try:
            records += build_records([entry.page_id], versions)
        except Exception as error:
            logger.exception("page %s cannot be read for the search index", entry.page_id)
            outbox.mark_failed([entry], error)
            failed.add(entry.page_id)
    return records, failed
