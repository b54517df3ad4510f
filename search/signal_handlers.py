"""Listen to pages and to protected words: note in the outbox what changed. Nothing here touches an engine."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.signals.public_state import derived_state_changed, page_state_changed
from search.curation.protected_words import WholeWord
from search.documents.eligibility import searchable_pages
from search.indexing.outbox import note_changes


@receiver((page_state_changed, derived_state_changed), dispatch_uid="search.indexing.outbox")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    note_changes(page_ids)


@receiver((post_save, post_delete), sender=WholeWord, dispatch_uid="search.whole_words")
def whole_words_changed(sender: Any, **_: Any) -> None:
    """Any page may hold the word; which ones do is seen when they are read."""
    note_changes(set(searchable_pages().values_list("pk", flat=True)))
