"""Turn Django's model signals of the page tree into `core.signals.public_state`.

`page_published` is not used: Wagtail sends it outside the transaction of the change.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import Page, PageViewRestriction

from core.pages import BasePage
from core.signals.public_state import announce, with_descendants

_MOVED = "_moves_its_descendants"
# What Wagtail writes on a page when a draft of it is kept: readers see nothing of it.
_OF_DRAFTS = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})


@receiver(pre_save, dispatch_uid="core.signals.public_state.before_page_save")
def note_changed_address(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """A new slug or parent changes the address of every page below, for which no signal is sent."""
    if raw or not isinstance(instance, Page) or instance.pk is None or is_draft(update_fields):
        return
    before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    setattr(instance, _MOVED, before is not None and before != instance.url_path)


@receiver(post_save, dispatch_uid="core.signals.public_state.after_page_save")
def page_saved(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    if raw or not isinstance(instance, Page) or is_draft(update_fields):
        return
    announce(with_descendants(instance) if getattr(instance, _MOVED, False) else {instance.pk})


@receiver(post_delete, dispatch_uid="core.signals.public_state.after_page_delete")
def page_deleted(sender: type, instance: Any, **_: Any) -> None:
    if isinstance(instance, Page) and instance.pk is not None:
        announce({instance.pk})


@receiver(post_save, dispatch_uid="core.admin_search.after_page_save")
def found_in_admin(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """Wagtail by itself writes the page in the index of the admin again when only a draft of it is kept."""
    if isinstance(instance, BasePage) and not raw and not is_draft(update_fields):
        post_save_signal_handler(instance)


@receiver(post_delete, dispatch_uid="core.admin_search.after_page_delete")
def not_found_in_admin(sender: type, instance: Any, **_: Any) -> None:
    if isinstance(instance, BasePage):
        post_delete_signal_handler(instance)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="core.signals.public_state.restricted")
@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="core.signals.public_state.unrestricted")
def restriction_changed(sender: type, instance: PageViewRestriction, **_: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        announce(with_descendants(page))


def is_draft(update_fields: frozenset[str] | None) -> bool:
    """Whether saving these fields of a page changes nothing that readers see."""
    return update_fields is not None and update_fields <= _OF_DRAFTS
