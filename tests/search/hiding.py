"""Ways in which a page stops being public behind the back of the index."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def draft(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def expired(page: Page) -> None:
    """By the clock only."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def restricted(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
