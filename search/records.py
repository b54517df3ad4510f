"""Page -> record: the only place that decides what of a page can be found. Serves live updates and rebuilds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from search.contract import Record
from search.eligibility import searchable_pages
from search.records_of_cases import case_records
from search.records_of_methods import method_records

BATCH = 200


def build_records(page_ids: Collection[int], versions: Mapping[int, int] | None = None) -> list[Record]:
    """The records of those of these pages that may be found now, read from the database, by page id.

    A fixed number of queries however many pages. `versions` are the versions to give them; without one it is 0.
    """
    visible = set(searchable_pages().filter(pk__in=page_ids).values_list("pk", flat=True))
    known = versions or {}
    records = [*method_records(visible, known), *case_records(visible, known)]
    return sorted(records, key=lambda record: record.page_id)


def all_records(versions: Mapping[int, int] | None = None, batch: int = BATCH) -> Iterator[Record]:
    """The records of every page that may be found now, read in batches."""
    page_ids = list(searchable_pages().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(page_ids), batch):
        yield from build_records(page_ids[start : start + batch], versions)
