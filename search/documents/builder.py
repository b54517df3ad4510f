"""Page -> record: the only place that decides what of a page can be found. Serves live updates and rebuilds."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from django.db import DatabaseError

from search.contract import Record
from search.documents.cases import case_records
from search.documents.eligibility import searchable_pages
from search.documents.methods import method_records
from search.dutch.analysis import words

BATCH = 200

logger = logging.getLogger(__name__)


def build_records(
    page_ids: Collection[int], versions: Mapping[int, int] | None = None, *, whole: frozenset[str]
) -> list[Record]:
    """The records of those of these pages that may be found now, read from the database, by page id.

    A fixed number of queries however many pages. `versions` are the versions to give them; without one it is 0.
    `whole` are the stems of the words that are never split (`search.curation.cache`).
    """
    visible = set(searchable_pages().filter(pk__in=page_ids).values_list("pk", flat=True))
    known = versions or {}
    records = [*method_records(visible, known), *case_records(visible, known)]
    return sorted((_with_whole(record, whole) for record in records), key=lambda record: record.page_id)


def _with_whole(record: Record, stems: frozenset[str]) -> Record:
    """Of all words that stay whole only those that stand on the page: another one changes nothing of the record."""
    if not stems:
        return record
    held = {word.stem for text in record.texts.values() for word in words(text) if word.parts and word.stem in stems}
    return replace(record, whole=tuple(sorted(held))) if held else record


def build_readable(
    page_ids: Collection[int], versions: Mapping[int, int] | None = None, *, whole: frozenset[str]
) -> tuple[list[Record], dict[int, Exception]]:
    """As `build_records`, and the pages that cannot be read with why: one such page does not hold up the rest."""
    try:
        return build_records(page_ids, versions, whole=whole), {}
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a batch of pages cannot be read, trying them one by one")
    records: list[Record] = []
    failed: dict[int, Exception] = {}
    for page_id in page_ids:
        try:
            records += build_records([page_id], versions, whole=whole)
        except DatabaseError:
            raise
        except Exception as error:
            logger.exception("page %s cannot be read for the search index", page_id)
            failed[page_id] = error
    return records, failed


def all_records(
    versions: Mapping[int, int] | None = None,
    unreadable: dict[int, Exception] | None = None,
    batch: int = BATCH,
    *,
    whole: frozenset[str],
) -> Iterator[Record]:
    """The records of every page that may be found now, read in batches.

    A page that cannot be read is left out and stands in `unreadable` afterwards.
    """
    page_ids = list(searchable_pages().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(page_ids), batch):
        records, failed = build_readable(page_ids[start : start + batch], versions, whole=whole)
        if unreadable is not None:
            unreadable |= failed
        yield from records
