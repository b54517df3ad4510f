"""When a page that was made of a contribution becomes public, in the transaction of that."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from contributions.base.drafts import mark_placed
from core.signals.public_state import page_state_changed


@receiver(page_state_changed, dispatch_uid="contributions.placed")
def pages_changed(sender: type, page_ids: frozenset[int], **_: Any) -> None:
    mark_placed(page_ids)


@receiver(page_published, dispatch_uid="contributions.published")
def published(sender: type, instance: Any, **_: Any) -> None:
    """For a page that was told of earlier in its transaction, before it was public. Nothing happens twice."""
    mark_placed({instance.pk})
