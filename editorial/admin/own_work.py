"""A writer changes and deletes only files of his own that no public page shows, and deletes only drafts of his own.

The rules stand in the permission policies and not in views, so every way in the admin asks them: forms, bulk actions,
choosers and the API of the admin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents.permissions import permission_policy as of_documents
from wagtail.images.permissions import permission_policy as of_images
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

_CHANGING = frozenset(("change", "delete"))


class OwnFilesPolicy(CollectionOwnershipPermissionPolicy):  # type: ignore[misc]
    """Wagtail's own: who may add files may change his own. Here no more once the public sees them."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Any) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        if not _CHANGING & set(actions) or self._check_perm(user, ["change"], collection=instance.collection):
            return True
        return not is_public(instance)


def use() -> None:
    """Have Wagtail ask these rules. Its views hold the two policies themselves, so those become ours."""
    for policy in (of_images, of_documents):
        policy.__class__ = OwnFilesPolicy


def is_public(file: Any) -> bool:
    """Whether a live page, one that is approved for later, or something that is no page (a setting) shows the file."""
    references = ReferenceIndex.get_references_to(file)
    pages = ContentType.objects.get_for_model(Page)
    if references.exclude(base_content_type=pages).exists():
        return True
    keys = [int(key) for key in references.values_list("object_id", flat=True)]
    return Page.objects.filter(pk__in=keys, live=True).exists() or _key(file) in set(_in_approved_revisions())


def _in_approved_revisions() -> Iterator[tuple[int, str]]:
    """What pages refer to that go live by the clock: the index only knows what stands in their row."""
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False):
        for content_type, key, *_ in ReferenceIndex._extract_references_from_object(revision.as_object()):
            yield content_type, key


def _key(file: Any) -> tuple[int, str]:
    return ReferenceIndex._get_base_content_type(file).pk, str(file.pk)
