"""The agenda in the admin: what readers report, progress of an owner, activities from a file."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from agenda.admin import AgendaVersionViewSet, ProgressReportViewSet
from agenda.editing.csv_import import csv_import
from agenda.editing.progress import progress


@hooks.register("register_admin_viewset")
def list_of_reports() -> ProgressReportViewSet:
    return ProgressReportViewSet()


@hooks.register("register_admin_viewset")
def list_of_versions() -> AgendaVersionViewSet:
    return AgendaVersionViewSet()


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("agenda/voortgang/", progress, name="agenda_progress"),
        path("agenda/bestand/", csv_import, name="agenda_csv_import"),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    items = [
        MenuItem("Voortgang per eigenaar", reverse("agenda_progress"), icon_name="tasks", order=1),
        MenuItem("Activiteiten uit een bestand", reverse("agenda_csv_import"), icon_name="upload", order=2),
        MenuItem("Versies", reverse("agendaversies:index"), icon_name="history", order=3),
    ]
    return SubmenuMenuItem("Agenda", Menu(None, items=items), name="agenda", icon_name="calendar-alt", order=250)
