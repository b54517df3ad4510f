"""Addresses of the API, the open data and the linked data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from api import text_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("api.linked.urls")),
    path("llms.txt", text_views.llms_txt, name="llms_txt"),
    re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+)\.md$", text_views.page_as_markdown, name="page_as_markdown"),
    path("api/v1", views.start, name="api"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path(f"api/v1/{views.SEARCH}", views.search),
    path("api/v1/<slug:name>", views.collection, name="api_list"),
    re_path(r"^api/v1/(?P<name>[a-z0-9-]+)/(?P<key>[^/]+(?:/[^/]+)?)$", views.item),
    # Everything else below it, so that no page and no redirect takes its address.
    re_path(r"^(?P<rest>(?i:api)(?:/.*)?)$", views.unknown),
]
