"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

# Each sub-room has its own.
_PARTS = ("selection", "compare", "cards", "session")

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"workshop.{part}.urls")) for part in _PARTS]
