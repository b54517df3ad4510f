"""What the pages about the evidence list, newest first, as entries of a feed. A fixed number of queries each."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from cases.corrections.log import corrections
from cases.results.result_row import rows_of_results
from cases.summaries.history import all_changes
from core.http.feeds import MOST_ENTRIES, FeedEntry, tag_uri
from evidence_site.filters import chosen_results

_WITHDRAWN = "Dit resultaat is ingetrokken. De cijfers en de namen staan daarom niet meer op deze site."


def change_entries() -> list[FeedEntry]:
    """Changes of direction and level with their cause; nothing of a case. Each has an address of its own."""
    found = []
    for entry in all_changes(MOST_ENTRIES):
        what = f", {entry.label}" if entry.label else ("" if entry.is_whole else ", één indicator")
        found.append(
            FeedEntry(
                identity=f"urn:uuid:{entry.public_id}",
                path=reverse("evidence_state", args=[entry.public_id]),
                title=f"Methode {entry.method_number}, {entry.method_title}{what}",
                text=f"{entry.sentence} Reden: {entry.cause}.",
                updated=entry.at,
            )
        )
    return found


def result_entries(chosen: Mapping[str, str]) -> list[FeedEntry]:
    """The results that fit the filters, those of the newest cases first."""
    newest = chosen_results(chosen).order_by("-page__first_published_at", "page__number", "sort_order")
    results = list(newest[:MOST_ENTRIES])
    return [
        FeedEntry(
            identity=f"urn:uuid:{row.uuid}",
            path=row.case_url,
            title=f"{row.organisation or row.case_title}: {row.indicator.label}",
            text=row.as_published,
            updated=result.page.last_published_at,
        )
        for result, row in zip(results, rows_of_results(results), strict=True)
    ]


def correction_entries() -> list[FeedEntry]:
    """Corrected results; of one that was withdrawn since only that."""
    found = []
    for entry in corrections(MOST_ENTRIES):
        row, former = entry.row, entry.former
        title, text = "Ingetrokken resultaat", _WITHDRAWN
        if row is not None and former is not None:
            title = f"{row.organisation or row.case_title}: {row.indicator.label}"
            text = f"Eerst stond er: {former.as_published or former.figure} Nu staat er: {row.as_published}"
        identity = tag_uri(f"correctie/{entry.key}")
        found.append(FeedEntry(identity, row.case_url if row else reverse("corrections"), title, text, entry.at))
    return found
