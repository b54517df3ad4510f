"""Which pages can be found: once as a predicate and once as a queryset; tests prove them equal.

Pages of every kind that is registered (`core.published`) that anyone may read now.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.published import PublishedKind, kind_of, kinds
from core.visibility import is_public, public_pages


def is_searchable(page: Page) -> bool:
    """True when this page may be found now."""
    return kind_of(page.specific_class or Page) is not None and is_public(page)


def searchable_pages() -> PageQuerySet[Any]:
    """Every page that may be found now, as plain `Page` rows."""
    return public_pages(Page.objects.filter(content_type__in=kinds_by_content_type()))


def kinds_by_content_type() -> dict[int, PublishedKind]:
    """The kind by the id of the content type of its pages. No query once these are known."""
    types = ContentType.objects.get_for_models(*(kind.model for kind in kinds()))
    return {types[kind.model].pk: kind for kind in kinds()}
