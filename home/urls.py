"""Short addresses, files for machines and, last, pages. Nine digits is more than will ever be given out."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from home.views import robots, serve_page, short_address, sitemap

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    re_path(r"^(?P<prefix>[mp])/(?P<number>[0-9]{1,9})/?$", short_address, name="short_address"),
    re_path(serve_pattern, serve_page),
]
