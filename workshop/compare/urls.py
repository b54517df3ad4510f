"""Addresses of comparing."""

from __future__ import annotations

from django.urls import path

from workshop.compare import views

urlpatterns = [path("vergelijk/", views.comparison, name="compare")]
