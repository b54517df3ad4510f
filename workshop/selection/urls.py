"""Addresses of selections."""

from __future__ import annotations

from django.urls import path

from workshop.selection import views

urlpatterns = [path("stapel/", views.selection, name="selection")]
