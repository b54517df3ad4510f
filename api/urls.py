"""Addresses of the API, the open data and the linked data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from api import text_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("llms.txt", text_views.llms_txt, name="llms_txt"),
    re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+)\.md$", text_views.page_as_markdown, name="page_as_markdown"),
    path("", include("api.linked.urls")),
]
