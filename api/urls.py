"""Addresses of the API, the open data and the linked data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from api import open_data, text_views, views
from api.package import NAME

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("api.linked.urls")),
    path("llms.txt", text_views.llms_txt, name="llms_txt"),
    re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+)\.md$", text_views.page_as_markdown, name="page_as_markdown"),
    path("open-data/", open_data.page, name="open_data"),
    path(f"open-data/{NAME}", open_data.package, name="open_data_package"),
    path(f"open-data/{NAME}.sha256", open_data.checksum),
    re_path(r"^open-data/(?P<name>[a-z0-9-]+)\.(?P<form>csv|jsonl)$", open_data.live_file, name="open_data_file"),
    path("api/v1", views.start, name="api"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path(f"api/v1/{views.SEARCH}", views.search),
    path("api/v1/<slug:name>", views.collection, name="api_list"),
    re_path(r"^api/v1/(?P<name>[a-z0-9-]+)/(?P<key>[^/]+(?:/[^/]+)?)$", views.item),
    # Everything else below it, so that no page and no redirect takes its address.
    re_path(r"^(?P<rest>(?i:api)(?:/.*)?)$", views.unknown),
]
