"""What changed: a page of entries, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from cases.summaries.history import Entry, all_changes, changes_total
from core.http.pagination import Pagination, paginate
from core.http.query_filters import page_url

PAGE_SIZE = 30


@dataclass(frozen=True)
class ChangesPage:
    entries: tuple[Entry, ...]
    total: int
    pagination: Pagination
    canonical_path: str


def changes_page(number: int) -> ChangesPage:
    """Page `number`, from 1."""
    total, path = changes_total(), reverse("changes")
    pages = paginate(number, total, PAGE_SIZE, partial(page_url, path))
    return ChangesPage(
        entries=() if pages.past_end else tuple(all_changes(PAGE_SIZE, pages.start)),
        total=total,
        pagination=pages,
        canonical_path=page_url(path, number),
    )
