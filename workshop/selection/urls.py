"""Addresses of selections."""

from __future__ import annotations

from django.urls import path

from workshop.selection import sheets, views

urlpatterns = [
    path("stapel/", views.selection, name="selection"),
    path("stapel/bladen/", sheets.sheets, name="selection_sheets"),
]
