"""Adds to the admin: how one logs in, for oneself and for an administrator, and the history of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from accounts import history
from accounts.admin import access_of, listing_button
from accounts.rights_view import RightsMenuItem, menu_item, who_may_what
from accounts.users import keep_off_superusers
from core.users import User

hooks.register("before_bulk_action", keep_off_superusers)


@hooks.register("register_log_actions")
def actions_of_access(actions: LogActionRegistry) -> None:
    history.register(actions)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    own = [
        path("toegang/<int:user>/", access_of, name="access"),
        path("wie-mag-wat/", who_may_what, name="rights"),
    ]
    return [path("", include((own, "accounts_admin"), namespace="accounts_admin"))]


@hooks.register("register_user_listing_buttons")
def how_he_logs_in(user: User, request_user: Any) -> Iterator[Any]:
    yield from listing_button(user, request_user)


@hooks.register("register_settings_menu_item")
def rights_in_the_menu() -> RightsMenuItem:
    return menu_item()


@hooks.register("register_account_menu_item")
def how_i_log_in(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": "Zo log je in",
        "help_text": "Wachtwoord, tweede stap, e-mailadres, en waar je bent ingelogd.",
    }
