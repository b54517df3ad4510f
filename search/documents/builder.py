"""Page -> document: the only place that decides what of a page can be found. Serves live updates and rebuilds."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from django.db import DatabaseError

from core.published import Document, documents_of
from search.documents.eligibility import kinds_by_content_type, searchable_pages
from search.dutch.analysis import words

BATCH = 200

logger = logging.getLogger(__name__)


def build_records(
    page_ids: Collection[int], versions: Mapping[int, int] | None = None, *, whole: frozenset[str]
) -> list[Document]:
    """The records of those of these pages that may be found now, read from the database, by page id.

    A fixed number of queries however many pages. `versions` are the versions to give them; without one it is 0.
    `whole` are the stems of the words that are never split (`search.curation.cache`).
    """
    visible: dict[int, list[int]] = defaultdict(list)
    found = searchable_pages().filter(pk__in=page_ids)
    for page_id, content_type in found.values_list("pk", "content_type_id"):
        visible[content_type].append(page_id)
    documents = [
        replace(document, version=(versions or {}).get(document.page_id, 0), whole=_whole_in(document, whole))
        for content_type, kind in kinds_by_content_type().items()
        for document in documents_of(kind, visible[content_type])
    ]
    return sorted(documents, key=lambda document: document.page_id)


def _whole_in(document: Document, stems: frozenset[str]) -> tuple[str, ...]:
    """Of all words that stay whole only those that stand on the page: another one changes nothing of the document."""
    if not stems:
        return ()
    found = (word for text in document.texts.values() for word in words(text))
    return tuple(sorted({word.stem for word in found if word.parts and word.stem in stems}))


def build_readable(
    page_ids: Collection[int], versions: Mapping[int, int] | None = None, *, whole: frozenset[str]
) -> tuple[list[Document], dict[int, Exception]]:
    """As `build_records`, and the pages that cannot be read with why: one such page does not hold up the rest."""
    try:
        return build_records(page_ids, versions, whole=whole), {}
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a batch of pages cannot be read, trying them one by one")
    records: list[Document] = []
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
) -> Iterator[Document]:
    """The records of every page that may be found now, read in batches.

    A page that cannot be read is left out and stands in `unreadable` afterwards.
    """
    page_ids = list(searchable_pages().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(page_ids), batch):
        records, failed = build_readable(page_ids[start : start + batch], versions, whole=whole)
        if unreadable is not None:
            unreadable |= failed
        yield from records
