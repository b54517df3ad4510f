"""What changed as an Atom feed (RFC 4287): levels, counts and causes; nothing of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from cases.summaries.history import Entry, all_changes

MOST = 50
# Without an entry a feed still needs a date; this one never changes.
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedEntry:
    """`address` is where the state can be read, and its permanent identity too."""

    entry: Entry
    identity: str
    address: str
    title: str


def feed_entries() -> tuple[FeedEntry, ...]:
    """The newest changes. Entries whose method is not public any more are gone."""
    return tuple(_feed_entry(entry) for entry in all_changes(MOST))


def feed_updated(entries: Sequence[FeedEntry]) -> datetime:
    return max((each.entry.at for each in entries), default=_BEGINNING)


def _feed_entry(entry: Entry) -> FeedEntry:
    what = f", {entry.label}" if entry.label else ("" if entry.is_whole else ", één indicator")
    return FeedEntry(
        entry=entry,
        identity=f"urn:uuid:{entry.public_id}",
        address=f"{settings.SITE_URL}{reverse('evidence_state', args=[entry.public_id])}",
        title=f"Methode {entry.method_number}, {entry.method_title}{what}",
    )
