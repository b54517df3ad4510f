"""Give the public state another stamp with every change of a row that public pages may show.

Rows that no public page shows are left out, not the other way round: a model nobody thought of costs some pages
that are made anew, never a page that shows what is gone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from core.http.cache.stamp import note_public_change
from core.signal_handlers import is_draft
from core.signals.public_state import derived_state_changed, page_state_changed

# Of others: what serves editors or the machinery only. A model of ours says `affects_public_pages = False`.
_APPS = {"admin", "auth", "contenttypes", "sessions", "migrations", "wagtailadmin", "wagtailusers", "wagtailsearch"}
_MODELS = {
    *("wagtailcore.comment", "wagtailcore.commentreply", "wagtailcore.pagesubscription", "wagtailcore.uploadedfile"),
    *("wagtailcore.revision", "wagtailcore.modellogentry", "wagtailcore.pagelogentry", "wagtailcore.referenceindex"),
    *("wagtailcore.task", "wagtailcore.taskstate", "wagtailcore.groupapprovaltask", "wagtailcore.workflow"),
    *("wagtailcore.workflowstate", "wagtailcore.workflowtask", "wagtailcore.workflowpage", "wagtailimages.rendition"),
    *("wagtailcore.workflowcontenttype", "wagtailcore.grouppagepermission", "wagtailcore.groupcollectionpermission"),
    "wagtailcore.groupsitepermission",
}


@receiver(post_save, dispatch_uid="core.http.cache.stamp.saved")
def row_saved(sender: type[Model], raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    only_draft = issubclass(sender, Page) and is_draft(update_fields)
    if not raw and not only_draft and affects_public_pages(sender):
        note_public_change()


@receiver(post_delete, dispatch_uid="core.http.cache.stamp.deleted")
def row_deleted(sender: type[Model], **_: Any) -> None:
    if affects_public_pages(sender):
        note_public_change()


@receiver(m2m_changed, dispatch_uid="core.http.cache.stamp.relation")
def relation_changed(sender: type[Model], action: str, **_: Any) -> None:
    if action.startswith("post_") and affects_public_pages(sender):
        note_public_change()


@receiver((page_state_changed, derived_state_changed), dispatch_uid="core.http.cache.stamp.computed")
def pages_changed(sender: Any, **_: Any) -> None:
    """Also of what was written in bulk, which sends no signal of its own."""
    note_public_change()


@cache
def affects_public_pages(model: type[Model]) -> bool:
    """True when a change of a row of this model may change what a public page shows."""
    meta = model._meta
    if model.__module__ == "__fake__":  # a model inside a migration: nothing is served meanwhile
        return False
    if meta.app_label in _APPS or meta.label_lower in _MODELS or not getattr(model, "affects_public_pages", True):
        return False
    return not _is_saved_with_its_page(model)


def _is_saved_with_its_page(model: type[Model]) -> bool:
    """True for a row of a page, and for a row of such a row."""
    above = [field.related_model for field in model._meta.get_fields() if isinstance(field, ParentalKey)]
    return any(issubclass(parent, Page) or _is_saved_with_its_page(parent) for parent in above)
