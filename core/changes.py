"""One signal: the public state of these pages may have changed.

Whoever keeps something derived from pages (a search index, a summary) listens to `public_state_changed` and needs no
other signal. It is sent inside the transaction of the change, with page ids only: a listener re-reads the page
after commit and never trusts an instance in memory (a draft of a live page is saved with `live=True` and the
unpublished words).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.dispatch import Signal
from wagtail.models import Page

# Sent with `page_ids: frozenset[int]`.
public_state_changed = Signal()


def announce(page_ids: Iterable[int]) -> None:
    """Tell all listeners that these pages may look different, be gone or be visible from now on."""
    ids = frozenset(page_ids)
    if ids:
        public_state_changed.send(sender=Page, page_ids=ids)


def with_descendants(page: Page) -> set[int]:
    """The ids of a page and everything below it, at their present place in the tree."""
    return set(Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)) | {page.pk}
