"""Menus and breadcrumbs: the header and footer of every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.http.cache.kept import by_stamp
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
        path = request.path if request is not None else ""
        found = Menus(tuple(_seen_from(path, link) for link in _main_menu()), _footer())
        if request is not None:
            request._menus = found  # type: ignore[attr-defined]
    return found


@by_stamp
def _main_menu() -> tuple[MenuLink, ...]:
    home = HomePage.objects.live().first()
    if home is None:
        return ()
    below = Page.objects.child_of(home).in_menu().filter(content_type__in=_types_below())
    return tuple(MenuLink(child.title, child.get_url() or "") for child in _in_order(public_pages(below)))


def _seen_from(path: str, link: MenuLink) -> MenuLink:
    if path == link.url:
        return replace(link, current="page")
    return replace(link, current="true") if path.startswith(link.url) else link


def _types_below() -> list[ContentType]:
    """What may stand under the front page. Few pages are of these types: SQLite reads those instead of every page."""
    return list(ContentType.objects.get_for_models(*HomePage.clean_subpage_models()).values())


@by_stamp
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
    return _down_to(page.path[: -Page.steplen])


@by_stamp
def _down_to(path: str) -> tuple[MenuLink, ...]:
    """The pages from the front page down to the one at this path of the tree."""
    paths = [path[:end] for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)]
    above = Page.objects.filter(path__in=paths).order_by("depth")
    return tuple(
        MenuLink("Home" if place == 0 else ancestor.title, ancestor.get_url() or "")
        for place, ancestor in enumerate(above)
    )
