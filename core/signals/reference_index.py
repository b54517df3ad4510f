"""Wagtail's index of references, brought up to date once per save of a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
    update_reference_index_on_save,
)


@contextmanager
def indexed_once(page: Page) -> Iterator[None]:
    """Save `page` with its rows inside this block, in one transaction.

    By itself Wagtail reads all references of the page again after every row that is saved: quadratic in the rows.
    """
    with transaction.atomic():
        if getattr(reference_index_auto_update_disabled, "value", False):
            yield  # Whoever switched it off brings it up to date.
            return
        with disable_reference_index_auto_update():
            yield
        update_reference_index_on_save(page)
