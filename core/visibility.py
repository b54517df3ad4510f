"""Is this page public now? Once as a predicate and once as a queryset; tests prove them equal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db.models import Min, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from core.http.cache.kept import by_stamp, each_by_stamp
from core.http.cache.validity import changes_at

P = TypeVar("P", bound=Page)


def next_expiry() -> datetime | None:
    """When the next live page expires by the clock. One query."""
    ends = Page.objects.filter(live=True, expire_at__gt=timezone.now()).aggregate(first=Min("expire_at"))
    first: datetime | None = ends["first"]
    return first


def has_expired(page: Page) -> bool:
    """True when the page's end of publication has passed by the clock."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


def is_public(page: Page) -> bool:
    """True when anyone may read the page now: live, not expired, no restriction on it or above it."""
    return bool(page.live) and not has_expired(page) and not page.get_view_restrictions().exists()


def public_pages(pages: PageQuerySet[P]) -> PageQuerySet[P]:
    """The pages of `pages` that anyone may read now."""
    changes_at(next_expiry)
    public = Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))
    for path in restricted_paths():
        public &= ~Q(path__startswith=path)
    return pages.filter(public)


@each_by_stamp
def public_ids(page_ids: Collection[int]) -> dict[int, int]:
    """Those of these pages that anyone may read now, by their own key. One query."""
    return {key: key for key in public_pages(Page.objects.filter(pk__in=page_ids)).values_list("pk", flat=True)}


@by_stamp
def restricted_paths() -> tuple[str, ...]:
    """Where in the tree the pages stand that not everyone may read, with all below them. One query."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
