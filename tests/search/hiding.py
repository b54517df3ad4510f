"""Ways in which a page stops being public, with and without telling the index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.http.cache.stamp import note_public_change


def draft(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False, first_published_at=None)


def unpublished(page: Page) -> None:
    page.unpublish()


def scheduled(page: Page) -> None:
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def expired(page: Page) -> None:
    """By the clock only: no worker has been by. A row that is changed here tells nobody, so the stamp is told."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    note_public_change()


def restricted(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def behind_a_password(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")


def parent_restricted(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def parent_unpublished(page: Page) -> None:
    page.get_parent().specific.unpublish()
    page.unpublish()


def deleted(page: Page) -> None:
    page.delete()


HIDDEN: tuple[Callable[[Any], None], ...] = (
    draft,
    unpublished,
    scheduled,
    expired,
    restricted,
    behind_a_password,
    parent_restricted,
    parent_unpublished,
    deleted,
)
