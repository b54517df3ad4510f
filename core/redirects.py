"""Old addresses of pages: kept when a page that was public moves, and never one that misleads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move

_LONGEST = 255
_WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


@receiver(page_slug_changed, dispatch_uid="core.redirects.slug")
def slug_changed(instance: Page, instance_before: Page, **_: Any) -> None:
    keep_old_addresses(instance, instance_before.url_path)


@receiver(post_page_move, dispatch_uid="core.redirects.move")
def page_moved(instance: Page, url_path_before: str, url_path_after: str, **_: Any) -> None:
    if url_path_before != url_path_after:
        keep_old_addresses(instance, url_path_before)


@transaction.atomic
def keep_old_addresses(page: Page, old_url_path: str) -> None:
    """Have the old address of this page and of all below it lead to where they stand now.

    In place of what Wagtail does by itself: only of pages that were ever public, and no address leads to itself when a
    page comes back to where it stood. Two queries a site and some to write.
    """
    moved = Page.objects.descendant_of(page, inclusive=True).filter(_WAS_PUBLIC).values_list("pk", "url_path")
    for root in Site.get_site_root_paths():
        if not (page.url_path.startswith(root.root_path) and old_url_path.startswith(root.root_path)):
            continue
        rows, new_paths = [], set()
        for page_id, url_path in moved:
            before = _address(old_url_path + url_path[len(page.url_path) :], root.root_path)
            new_paths.add(_address(url_path, root.root_path))
            rows.append(
                Redirect(old_path=before, site_id=root.site_id, redirect_page_id=page_id, automatically_created=True)
            )
        taken = new_paths | {row.old_path for row in rows}
        Redirect.objects.filter(automatically_created=True, site_id=root.site_id, old_path__in=taken).delete()
        # What an editor typed for an address stays.
        Redirect.objects.bulk_create((row for row in rows if len(row.old_path) <= _LONGEST), ignore_conflicts=True)


def misleading_redirects(change: bool) -> Iterator[str]:
    """Redirects that lead to themselves, or tell of a page that was never public; by their old address."""
    for redirect in Redirect.objects.select_related("redirect_page").order_by("pk"):
        page = redirect.redirect_page
        never_public = page is not None and not page.live and page.first_published_at is None
        if never_public or leads_to_itself(redirect):
            if change:
                redirect.delete()
            yield redirect.old_path


def leads_to_itself(redirect: Redirect) -> bool:
    """Whether following this redirect comes back to its own old address."""
    page = redirect.redirect_page
    return bool(path_here(page.get_url() if page is not None else redirect.redirect_link) == redirect.old_path)


def path_here(target: str | None) -> str | None:
    """Where on this site an address leads, as a redirect writes it; None for elsewhere or nowhere."""
    if not target or urlsplit(target).hostname not in {None, urlsplit(settings.SITE_URL).hostname, *_hosts()}:
        return None
    path: str = Redirect.normalise_path(target)
    return path


def _hosts() -> set[str | None]:
    return {urlsplit(root.root_url).hostname for root in Site.get_site_root_paths()}


def _address(url_path: str, root_path: str) -> str:
    """The path of a page on its site, as a redirect writes it."""
    path: str = Redirect.normalise_path("/" + url_path[len(root_path) :])
    return path
