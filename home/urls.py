"""Short addresses and files for machines. Nine digits is more than will ever be given out."""

from __future__ import annotations

from django.urls import path, re_path

from home.views import listing_feed, robots, short_address, sitemap

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)atom\.xml$", listing_feed, name="listing_feed"),
    re_path(r"^(?P<prefix>[mp])/(?P<number>[0-9]{1,9})/?$", short_address, name="short_address"),
]
