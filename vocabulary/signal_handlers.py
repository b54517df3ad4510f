"""A word that changes its label, ends or goes changes what the pages with it show."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from core.signals.public_state import announce
from vocabulary.terms import Term
from vocabulary.usage import page_ids_showing


@receiver(post_save, dispatch_uid="vocabulary.word_saved")
def word_saved(sender: type, instance: Any, created: bool = False, raw: bool = False, **_: Any) -> None:
    if isinstance(instance, Term) and not raw and not created:
        announce(page_ids_showing(type(instance), {instance.pk}))


@receiver(pre_delete, dispatch_uid="vocabulary.word_goes")
def word_goes(sender: type, instance: Any, **_: Any) -> None:
    """Before, because afterwards nothing says any more which pages had the word; listeners read after commit."""
    if isinstance(instance, Term):
        announce(page_ids_showing(type(instance), {instance.pk}))
