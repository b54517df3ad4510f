"""What this room adds to the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from news.meetings import admin as meetings_admin
from news.meetings.taking_down import refuse_page, refuse_pages
from news.newsletter import admin as newsletter_admin

hooks.register("before_delete_page", refuse_page)
hooks.register("before_unpublish_page", refuse_page)
hooks.register("before_bulk_action", refuse_pages)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("aanmeldingen/", meetings_admin.meetings, name="meeting_sign_ups"),
        path("aanmeldingen/<int:meeting>/", meetings_admin.sign_ups, name="meeting_sign_ups_of"),
        path("nieuwsbrief/", newsletter_admin.overview, name="newsletter_overview"),
        path("nieuwsbrief/<int:edition>/voorbeeld/", newsletter_admin.preview, name="newsletter_preview"),
        path("nieuwsbrief/<int:edition>/stop/", newsletter_admin.stop_now, name="newsletter_stop"),
    ]


@hooks.register("register_admin_viewset")
def editions() -> newsletter_admin.EditionViewSet:
    return newsletter_admin.EditionViewSet()


@hooks.register("register_admin_menu_item")
def sign_ups() -> MenuItem:
    return meetings_admin.menu_item()


@hooks.register("register_admin_menu_item")
def newsletter() -> MenuItem:
    return newsletter_admin.menu_item()
