"""Does the index hold exactly what the site shows? Compared by the content of every page, not by dates."""

from __future__ import annotations

from dataclasses import dataclass

from search import outbox
from search.contract import Engine
from search.records import all_records, build_records


@dataclass(frozen=True)
class Differences:
    """How many pages are right, and which are missing in the index, different there, or should not be there."""

    right: int
    missing: frozenset[int]
    stale: frozenset[int]
    extra: frozenset[int]

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.stale or self.extra)


def compare(engine: Engine) -> Differences:
    """:raises EngineError: when the index cannot be read."""
    wanted = {record.page_id: record.digest for record in all_records()}
    found = engine.digests()
    stale = frozenset(page_id for page_id, digest in wanted.items() if found.get(page_id, digest) != digest)
    missing = frozenset(wanted.keys() - found.keys())
    return Differences(
        right=len(wanted) - len(missing) - len(stale),
        missing=missing,
        stale=stale,
        extra=frozenset(found.keys() - wanted.keys()),
    )


def repair(engine: Engine, differences: Differences) -> None:
    """Write and take out what differs, as it is in the database now.

    :raises EngineError: when the index cannot be written.
    """
    wrong = differences.missing | differences.stale | differences.extra
    known = outbox.versions(outbox.register(engine.consumer()))
    versions = {page_id: known.get(page_id, 0) for page_id in wrong}
    records = build_records(sorted(wrong), versions)
    engine.write(records, wrong - {record.page_id for record in records})
