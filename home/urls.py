"""Short addresses, files for machines and, last, pages. Nine digits is more than will ever be given out."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from core.published import kinds
from home.views import listing_feed, robots, serve_page, short_address, sitemap
from home.well_known import change_password, security_txt

_PREFIXES = "|".join(kind.prefix for kind in kinds() if kind.prefix)

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", security_txt),
    path(".well-known/change-password", change_password),
    re_path(r"^(?P<path>(?:[\w-]+/)+)atom\.xml$", listing_feed, name="listing_feed"),
    # Also with a capital, or with what a sentence puts behind it.
    re_path(rf"^(?P<prefix>(?i:{_PREFIXES}))/(?P<number>[0-9]{{1,9}})[^\w/]*/?$", short_address, name="short_address"),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]
