"""Addresses of the API, the open data and the linked data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("api.linked.urls"))]
