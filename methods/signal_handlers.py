"""Announce the methods whose look changes with something else: a tag, a row, a relation."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from taggit.models import Tag

from core.signals.public_state import announce
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource, MethodTag

_MANY = (MethodPage.families.through, MethodPage.channels.through, MethodPage.barriers.through)


def _many_changed(sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """From a page or from a word; clearing from a word must be seen before it happens."""
    if not reverse:
        announce({instance.pk})
    elif action == "pre_clear":
        announce(instance.methods.values_list("pk", flat=True))
    elif pk_set:
        announce(pk_set)


for _through in _MANY:
    m2m_changed.connect(_many_changed, sender=_through, dispatch_uid=f"methods.{_through.__name__}.changed")


@receiver(post_save, sender=Tag, dispatch_uid="methods.tag_saved")
@receiver(pre_delete, sender=Tag, dispatch_uid="methods.tag_deleted")
def tag_changed(sender: type, instance: Tag, raw: bool = False, created: bool = False, **_: Any) -> None:
    if not raw and not created:  # no page has a new one yet
        announce(MethodPage.objects.filter(tagged_items__tag=instance).values_list("pk", flat=True))


@receiver(post_save, sender=MethodTag, dispatch_uid="methods.tagged")
@receiver(post_delete, sender=MethodTag, dispatch_uid="methods.untagged")
def tag_row_changed(sender: type, instance: MethodTag, raw: bool = False, **_: Any) -> None:
    if not raw:
        announce({instance.content_object_id})


@receiver(post_save, sender=MethodIndicator, dispatch_uid="methods.indicator_row_saved")
@receiver(post_delete, sender=MethodIndicator, dispatch_uid="methods.indicator_row_deleted")
@receiver(post_save, sender=MethodSource, dispatch_uid="methods.source_row_saved")
@receiver(post_delete, sender=MethodSource, dispatch_uid="methods.source_row_deleted")
def row_changed(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw and instance.page_id:
        announce({instance.page_id})


@receiver(post_save, sender=MethodRelation, dispatch_uid="methods.relation_saved")
@receiver(post_delete, sender=MethodRelation, dispatch_uid="methods.relation_deleted")
def relation_changed(sender: type, instance: MethodRelation, raw: bool = False, **_: Any) -> None:
    """A relation is shown on both sides."""
    if not raw:
        announce({instance.page_id, instance.method_id} - {None})
