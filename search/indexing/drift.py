"""Does the index hold exactly what the site shows? Compared by the content of every page, not by dates."""

from __future__ import annotations

from dataclasses import dataclass

from search.contract import Engine
from search.curation.cache import current_curation
from search.documents.builder import all_records
from search.indexing import outbox
from search.indexing.sync import deliver_all


@dataclass(frozen=True)
class Differences:
    """How many pages are right, and which are missing in the index, different there, or should not be there.

    `ahead` has those of which the index knows a later version than the outbox has counted: it would take the next
    changes for old ones.
    """

    right: int
    missing: frozenset[int]
    stale: frozenset[int]
    extra: frozenset[int]
    ahead: frozenset[int]

    @property
    def pages(self) -> frozenset[int]:
        return self.missing | self.stale | self.extra | self.ahead

    @property
    def agrees(self) -> bool:
        return not self.pages


def compare(engine: Engine) -> Differences:
    """:raises EngineError: when the index cannot be read."""
    wanted = {record.page_id: record.digest for record in all_records(whole=current_curation().whole)}
    found = engine.digests()
    stale = frozenset(page_id for page_id, digest in wanted.items() if found.get(page_id, digest) != digest)
    missing = frozenset(wanted.keys() - found.keys())
    return Differences(
        right=len(wanted) - len(missing) - len(stale),
        missing=missing,
        stale=stale,
        extra=frozenset(found.keys() - wanted.keys()),
        ahead=frozenset(_ahead(engine)),
    )


def repair(engine: Engine) -> None:
    """Have what differs delivered as it is in the database now, through the outbox: it may be changing at this moment.

    :raises EngineError: when the index cannot be read or written.
    """
    consumer = outbox.register(engine.consumer())
    wrong = compare(engine).pages
    outbox.catch_up(consumer, _ahead(engine))
    outbox.note_again(consumer, wrong)
    deliver_all(engine)


def _ahead(engine: Engine) -> dict[int, int]:
    """The pages of which the index knows a later version than the outbox, with that version."""
    known = engine.versions()  # before the outbox, whose counts only grow
    counted = outbox.versions(outbox.register(engine.consumer())) if known else {}
    return {page_id: version for page_id, version in known.items() if version > counted.get(page_id, 0)}
