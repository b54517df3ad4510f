"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from monitor.calculator.urls import urlpatterns as calculator

urlpatterns: list[URLPattern | URLResolver] = [*calculator]
