"""Menus and breadcrumbs: the header and footer of every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.http.cache.kept import by_stamp
from core.visibility import public_pages
from home.models import ContentPage, HomePage, ListingPage, OverviewPage


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
    overviews: tuple[MenuLink, ...] = ()

    @property
    def browse(self) -> tuple[MenuLink, ...]:
        """The main menu and every overview and list, without what stands in the footer already."""
        known = {link.url for link in self.footer}
        links = {link.url: link for link in (*self.overviews, *self.main)}
        return tuple(link for url, link in links.items() if url not in known)


def menus(request: HttpRequest | None) -> Menus:
    """Only pages that anyone may read. Read once per request."""
    found: Menus | None = getattr(request, "_menus", None)
    if found is None:
        path = request.path if request is not None else ""
        main, overviews = _below_home()
        found = Menus(tuple(_seen_from(path, link) for link in main), _footer(), overviews)
        if request is not None:
            request._menus = found  # type: ignore[attr-defined]
    return found


@by_stamp
def _below_home() -> tuple[tuple[MenuLink, ...], tuple[MenuLink, ...]]:
    """The children of the front page that ask to be in the menu, and those that are an overview or a list."""
    home = HomePage.objects.live().first()
    if home is None:
        return (), ()
    lists = {kind.pk for kind in ContentType.objects.get_for_models(OverviewPage, ListingPage).values()}
    below = Page.objects.child_of(home).filter(content_type__in=_types_below())
    children = _in_order(public_pages(below.filter(Q(show_in_menus=True) | Q(content_type__in=lists))))
    return (
        tuple(_link(child) for child in children if child.show_in_menus),
        tuple(_link(child) for child in children if child.content_type_id in lists),
    )


def _link(page: Page) -> MenuLink:
    return MenuLink(page.title, page.get_url() or "")


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
    return tuple(_link(page) for page in pages)


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
