"""Adds to the admin: our look, lists, reports, and a guard on publishing many pages at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from cases.entry import fields_of_shapes
from editorial.admin.autosave_guard import LOGGED_OUT, no_action_by_itself
from editorial.admin.page_listings import listings
from editorial.admin.publish_guard import is_unfinished
from editorial.admin.start_panel import StartPanel
from editorial.reports.all_reports import ALL_REPORTS
from editorial.reports.base import ReportMenuItem
from editorial.urls import urlpatterns

# The order of the menu; what is not named keeps its place after these.
_MENU = (
    *("methoden", "praktijkvoorbeelden", "andere-paginas", "binnengekomen", "explorer"),
    *("woordenlijsten", "vindbaarheid", "images", "documents"),
)
_HIDDEN = {"help"}


hooks.register("before_edit_page", no_action_by_itself)
hooks.register("before_create_page", no_action_by_itself)


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/admin.css"))


@hooks.register("insert_editor_js")
def fields_of_the_chosen_shape() -> str:
    data = json_script(fields_of_shapes(), "result-shapes")
    return format_html('{}<script src="{}" defer></script>', data, static("editorial/result-shape.js"))


@hooks.register("insert_editor_js")
def what_a_result_says() -> str:
    words = {
        "address": reverse("editorial_live_summary"),
        "title": "Zo leest de site dit resultaat",
        "look": "Kijk nog eens:",
    }
    data = json_script(words, "result-summary")
    return format_html('{}<script src="{}" defer></script>', data, static("editorial/result-summary.js"))


@hooks.register("insert_editor_js")
def stay_logged_in() -> str:
    words = {
        "address": reverse("editorial_logged_in"),
        "cookie": settings.CSRF_COOKIE_NAME,
        "login": reverse("account_login"),
        "loggedOut": LOGGED_OUT,
        "again": "Inloggen in een nieuw venster",
        "unreachable": "De site is nu niet te bereiken. Wat je typte staat er nog. Probeer het zo opnieuw.",
    }
    data = json_script(words, "logged-in")
    return format_html('{}<script src="{}" defer></script>', data, static("editorial/stay-logged-in.js"))


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list[PageListingViewSet]:
    return listings()


@hooks.register("register_admin_urls")
def our_addresses() -> list[Any]:
    return urlpatterns


def _report_item(place: int) -> ReportMenuItem:
    return ReportMenuItem(ALL_REPORTS[place], order=100 + place)


for _place in range(len(ALL_REPORTS)):
    _item: Callable[[], ReportMenuItem] = partial(_report_item, _place)
    hooks.register("register_reports_menu_item", _item)


@hooks.register("construct_homepage_panels")
def begin_here(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StartPanel(request))


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in _HIDDEN]
    for item in items:
        if item.name in _MENU:
            item.order = _MENU.index(item.name) + 1


@hooks.register("before_bulk_action")
def only_finished_pages(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuses to publish from a list what the edit form would refuse."""
    if action_type != "publish" or not all(isinstance(each, Page) for each in objects):
        return None
    pages = list(objects)
    if request.POST.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().not_live()]
    unfinished = [page.get_admin_display_title() for page in pages if is_unfinished(page)]
    if not unfinished:
        return None
    names = ", ".join(f"‘{title}’" for title in unfinished[:5])
    messages.error(request, f"Niets gepubliceerd. Nog niet af: {names}. Open de pagina en kies daar ‘Publiceren’.")
    return redirect("wagtailadmin_explore", objects[0].get_parent().pk)
