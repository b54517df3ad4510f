"""Announce the methods whose look changes with something else: a word, a tag, an organisation, a row."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from taggit.models import Tag

from core.changes import announce
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource, MethodTag
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Theme

# How a page is reached from a word.
_WORDS: dict[type, str] = {
    Theme: "theme",
    OrganisationType: "families",
    Channel: "channels",
    Barrier: "barriers",
    Indicator: "main_indicators__indicator",
    Organisation: "owner_organisation",
    Tag: "tagged_items__tag",
}
_MANY = (MethodPage.families.through, MethodPage.channels.through, MethodPage.barriers.through)


def _word_changed(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw:
        announce(MethodPage.objects.filter(**{_WORDS[sender]: instance}).values_list("pk", flat=True))


def _many_changed(sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """From a page or from a word; clearing from a word must be seen before it happens."""
    if not reverse:
        announce({instance.pk})
    elif action == "pre_clear":
        announce(instance.methods.values_list("pk", flat=True))
    elif pk_set:
        announce(pk_set)


for _model in _WORDS:
    post_save.connect(_word_changed, sender=_model, dispatch_uid=f"methods.{_model.__name__}.saved")
    pre_delete.connect(_word_changed, sender=_model, dispatch_uid=f"methods.{_model.__name__}.deleted")
for _through in _MANY:
    m2m_changed.connect(_many_changed, sender=_through, dispatch_uid=f"methods.{_through.__name__}.changed")


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
