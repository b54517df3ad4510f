"""Two signals: the public state of these pages may have changed, by itself or because of another page.

- `page_state_changed`: what is stored of the page itself, its rows or its words changed, or whether it is public.
- `derived_state_changed`: it shows something of a page that changed, or of what was computed. Nothing follows from it:
  whoever keeps what pages look like (a search index, a cache) listens to both, whoever computes only to the first.

Both are sent inside the transaction of the change, once per page and transaction, with page ids only. The first change
of a page announces it, so at that moment later ones have still to come: a listener re-reads the page after commit
and never trusts an instance in memory (a draft of a live page is saved with `live=True` and the unpublished words).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.dispatch import Signal
from wagtail.models import Page

from core.signals.once import first_time

# Each sent with `page_ids: frozenset[int]`.
page_state_changed = Signal()
derived_state_changed = Signal()

_PAGE, _LOOK = "page state", "look"


def announce(page_ids: Iterable[int]) -> None:
    """Tell all listeners that these pages may look different, be gone or be visible from now on."""
    new = first_time(_PAGE, page_ids)
    if new:
        first_time(_LOOK, new)
        page_state_changed.send(sender=Page, page_ids=new)


def announce_derived(page_ids: Iterable[int]) -> None:
    """Tell whoever keeps the look of pages that these show something else; not where they are announced already."""
    new = first_time(_LOOK, page_ids)
    if new:
        derived_state_changed.send(sender=Page, page_ids=new)


def with_descendants(page: Page) -> set[int]:
    """The ids of a page and everything below it, at their present place in the tree."""
    return set(Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)) | {page.pk}
