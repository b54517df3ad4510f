"""Menus and breadcrumbs: the header and footer of every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.visibility import public_pages
from home.models import ContentPage, HomePage


@dataclass(frozen=True)
class MenuLink:
    """A link in a menu. `current` is the value of `aria-current`: page, true (something below it) or empty."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Menus:
    """`main` are the children of the front page that ask for it, `footer` the plain pages that do."""

    main: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...]

    @property
    def only_main(self) -> tuple[MenuLink, ...]:
        """The main menu without what stands in the footer already."""
        there = {link.url for link in self.footer}
        return tuple(link for link in self.main if link.url not in there)


def menus(request: HttpRequest | None) -> Menus:
    """Only pages that anyone may read. Read once per request."""
    found: Menus | None = getattr(request, "_menus", None)
    if found is None:
        found = Menus(_main_menu(request), _footer())
        if request is not None:
            request._menus = found  # type: ignore[attr-defined]
    return found


def _main_menu(request: HttpRequest | None) -> tuple[MenuLink, ...]:
    home = HomePage.objects.live().first()
    if home is None:
        return ()
    below = Page.objects.child_of(home).in_menu().filter(content_type__in=_types_below())
    children = _in_order(public_pages(below))
    path = request.path if request is not None else ""
    return tuple(_link(child.title, child.get_url() or "", path) for child in children)


def _link(title: str, url: str, path: str) -> MenuLink:
    if path == url:
        return MenuLink(title, url, "page")
    return MenuLink(title, url, "true" if path.startswith(url) else "")


def _types_below() -> list[ContentType]:
    """What may stand under the front page. Few pages are of these types: SQLite reads those instead of every page."""
    return list(ContentType.objects.get_for_models(*HomePage.clean_subpage_models()).values())


def _footer() -> tuple[MenuLink, ...]:
    # In two steps: joined, SQLite reads every page to find the few that are of this type.
    keys = list(ContentPage.objects.filter(show_in_footer=True).order_by().values_list("pk", flat=True))
    pages = _in_order(public_pages(Page.objects.filter(pk__in=keys)))
    return tuple(MenuLink(page.title, page.get_url() or "") for page in pages)


def _in_order(pages: PageQuerySet[Page]) -> list[Page]:
    """A few pages in the order of the tree. Ordered here: SQLite would walk through the whole tree for it."""
    return sorted(pages.order_by(), key=lambda page: page.path)


def trail(page: Page) -> tuple[MenuLink, ...]:
    """The pages above this one, from the front page down; empty for the front page itself. One query."""
    if page.depth is None or page.depth <= 2:
        return ()
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    return tuple(
        MenuLink("Home" if place == 0 else ancestor.title, ancestor.get_url() or "")
        for place, ancestor in enumerate(above)
    )
