"""What this room adds to the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from news.meetings import admin as meetings_admin


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("aanmeldingen/", meetings_admin.meetings, name="meeting_sign_ups"),
        path("aanmeldingen/<int:meeting>/", meetings_admin.sign_ups, name="meeting_sign_ups_of"),
    ]


@hooks.register("register_admin_menu_item")
def sign_ups() -> MenuItem:
    return meetings_admin.menu_item()
