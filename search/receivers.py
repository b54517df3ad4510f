"""Listen to pages and to words that stay whole: note in the outbox what changed. Nothing here touches an engine."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.changes import derived_state_changed, page_state_changed
from search.eligibility import searchable_pages
from search.outbox import note_changes
from search.steering.whole_words import WholeWord


@receiver((page_state_changed, derived_state_changed), dispatch_uid="search.outbox")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    note_changes(page_ids)


@receiver((post_save, post_delete), sender=WholeWord, dispatch_uid="search.whole_words")
def whole_words_changed(sender: Any, **_: Any) -> None:
    """Any page may hold the word; which ones do is seen when they are read."""
    note_changes(set(searchable_pages().values_list("pk", flat=True)))
