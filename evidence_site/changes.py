"""What changed: a page of entries, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cases.summaries.history import Entry, all_changes, changes_total
from core.http.pagination import Pagination, paginate
from search.query_string import PAGE

PAGE_SIZE = 30


@dataclass(frozen=True)
class ChangesPage:
    entries: tuple[Entry, ...]
    total: int
    pagination: Pagination
    canonical_path: str


def changes_page(number: int) -> ChangesPage:
    """Page `number`, from 1."""
    total = changes_total()
    pages = paginate(number, total, PAGE_SIZE, _url)
    return ChangesPage(
        entries=() if pages.past_end else tuple(all_changes(PAGE_SIZE, pages.start)),
        total=total,
        pagination=pages,
        canonical_path=_url(number),
    )


def _url(number: int) -> str:
    return f"{reverse('changes')}?{PAGE}={number}" if number > 1 else reverse("changes")
