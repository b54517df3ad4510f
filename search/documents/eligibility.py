"""Which pages can be found: once as a predicate and once as a queryset; tests prove them equal.

Methods and cases that anyone may read now. A background case can be found too; it is only never among the newest.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cases.models import CasePage
from core.visibility import is_public, public_pages
from methods.models import MethodPage

SEARCHABLE_TYPES: tuple[type[Page], ...] = (MethodPage, CasePage)


def is_searchable(page: Page) -> bool:
    """True when this page may be found now."""
    return issubclass(page.specific_class or Page, SEARCHABLE_TYPES) and is_public(page)


def searchable_pages() -> PageQuerySet[Any]:
    """Every page that may be found now, as plain `Page` rows."""
    types = ContentType.objects.get_for_models(*SEARCHABLE_TYPES).values()
    pages = Page.objects.filter(content_type__in=[kind.pk for kind in types])
    return public_pages(pages)
