"""Reading rounds in the admin: addresses, the item in the menu of reports, and the link on the edit form of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from contributions.reading import admin_views
from contributions.reading.models import ReviewRound
from core.published import kind_of


@hooks.register("register_admin_urls")
def addresses_of_rounds() -> list[Any]:
    return [
        path("meelezen/", admin_views.list_of_rounds, name="reading_admin"),
        path("meelezen/nieuw/<int:page_id>/", admin_views.open_round, name="reading_admin_open"),
        path("meelezen/nieuw/<str:model>/<int:pk>/", admin_views.open_round_on, name="reading_admin_open_on"),
        path("meelezen/<int:pk>/", admin_views.round_page, name="reading_admin_round"),
        path("meelezen/<int:pk>/concept/", admin_views.draft_page, name="reading_admin_draft"),
    ]


class RoundsMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def rounds_in_the_menu() -> RoundsMenuItem:
    return RoundsMenuItem("Meelezen", reverse("reading_admin"), icon_name="comment", order=150, name="meelezen")


@hooks.register("register_page_header_buttons")
def button_on_a_page(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """‘Laat meelezen’, or the round that runs. One query."""
    if page.pk is None or kind_of(page.specific_class) is None or not page.permissions_for_user(user).can_edit():
        return
    running = ReviewRound.objects.filter(page_id=page.pk, finished_at=None).values_list("pk", flat=True).first()
    if running:
        yield Button(
            "Meelezen: opmerkingen", reverse("reading_admin_round", args=[running]), icon_name="comment", priority=80
        )
    else:
        yield Button("Laat meelezen", reverse("reading_admin_open", args=[page.pk]), icon_name="comment", priority=80)


@hooks.register("register_log_actions")
def actions_in_the_history(actions: Any) -> None:
    actions.register_action("contributions.reading_opened", "Meelezen geopend", "Meeleesronde geopend")
    actions.register_action("contributions.reading_finished", "Meelezen afgerond", "Meeleesronde afgerond")


@hooks.register("insert_global_admin_css")
def look_of_a_round() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("contributions/reading-admin.css"))
