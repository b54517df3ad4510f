"""Pages of any kind as entries of a feed."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.models import Page

from core.http.feeds import FeedEntry
from core.pages import NumberedPage
from core.text.numbers import sentence_case
from core.visibility import public_pages


def page_entries(page_ids: Sequence[int]) -> list[FeedEntry]:
    """The pages that anyone may read now, in the order given. One query a kind and two more."""
    found = public_pages(Page.objects.filter(pk__in=page_ids)).defer_streamfields().specific()
    pages = {page.pk: page for page in found}
    return [_entry(pages[page_id]) for page_id in page_ids if page_id in pages]


def _entry(page: Page) -> FeedEntry:
    number = f"{sentence_case(str(page._meta.verbose_name))} {page.number}: " if isinstance(page, NumberedPage) else ""
    return FeedEntry(
        identity=f"urn:uuid:{page.translation_key}",
        path=page.get_url() or "/",
        title=f"{number}{page.title}",
        text=getattr(page, "description", ""),
        updated=page.last_published_at or page.first_published_at,
    )
