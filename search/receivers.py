"""Listen to the pages: note in the outbox what changed. Nothing here touches an engine."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from core.changes import public_state_changed
from search.outbox import note_changes


@receiver(public_state_changed, dispatch_uid="search.outbox")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    note_changes(page_ids)
