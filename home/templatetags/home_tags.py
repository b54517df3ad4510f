"""Tags for menus, breadcrumbs, and the context of the home and overview pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core.http.cache.kept import Kept
from core.jobs import retention
from core.jobs.retention import Retention
from core.visibility import public_pages
from home.home_page_context import FrontPage, front_page
from home.models import ContentPage
from home.navigation import MenuLink, Menus, menus, trail
from home.overview import OverviewItem, overview_items
from home.structured_data import structured_data
from home.term_links import word_address, word_pages
from vocabulary.models import Term

register = template.Library()

_FOOTER = Kept()

# The starter content makes this page, and editors may rewrite its text.
PRIVACY_SLUG = "privacy"


@register.simple_tag(takes_context=True)
def site_menus(context: Context) -> Menus:
    return menus(context.get("request"))


@register.simple_tag(takes_context=True)
def footer_grid(context: Context) -> SafeString:
    """The columns of the footer: the same on every page, so drawn once per public state."""
    return _FOOTER.of("grid", partial(_drawn_footer, context.get("request")))


def _drawn_footer(request: HttpRequest | None) -> SafeString:
    said = {"site_menu": menus(request), "site_name": settings.WAGTAIL_SITE_NAME}
    return mark_safe(render_to_string("components/footer_grid.html", said))


@register.simple_tag
def page_trail(page: Page) -> tuple[MenuLink, ...]:
    """The pages above, for the breadcrumb."""
    return trail(page)


@register.simple_tag
def page_data(page: Page, above: tuple[MenuLink, ...]) -> list[dict[str, Any]]:
    """The schema.org blocks of a page."""
    return structured_data(page, above)


@register.simple_tag(takes_context=True, name="front_page")
def front_page_tag(context: Context, page: Any) -> FrontPage:
    return front_page(page, context.get("request"))


@register.simple_tag(name="overview_items")
def overview_items_tag(page: Page) -> tuple[OverviewItem, ...]:
    return overview_items(page)


@register.simple_tag
def subpages(page: Page) -> list[Page]:
    """The plain pages below a plain page."""
    return list(public_pages(ContentPage.objects.child_of(page)).order_by("path")) if page.pk else []


@register.simple_tag(name="retention")
def retention_tag(page: Page) -> list[Retention]:
    """What of people is kept and for how long, on the page about privacy; nothing on another."""
    return retention.DECLARED if page.slug == PRIVACY_SLUG else []


@register.simple_tag(takes_context=True)
def word_url(context: Context, word: Term) -> str:
    """Where a family, channel, theme or barrier leads."""
    return word_address(word, word_pages(context.get("request")))


@register.simple_tag
def static_address(path: str, site_url: str) -> str:
    """A static file with the public address of the site before it."""
    address = static(path)
    return address if address.startswith("http") else f"{site_url}{address}"


@register.simple_tag(takes_context=True)
def edit_address(context: Context, page: Any) -> str:
    """Where an editor who may edit this page does so; empty for everybody else and in a preview."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if getattr(page, "pk", None) is None or user is None or not user.is_authenticated:
        return ""
    if getattr(request, "is_preview", False) or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
